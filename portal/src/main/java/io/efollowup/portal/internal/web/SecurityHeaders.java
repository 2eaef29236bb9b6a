package io.efollowup.portal.internal.web;

import io.vertx.core.MultiMap;

/** Headers on every answer. */
final class SecurityHeaders {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "connect-src 'self'",
          "font-src 'self'",
          "manifest-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'");

  private SecurityHeaders() {}

  static void addTo(MultiMap headers) {
    headers
        .set("content-security-policy", POLICY)
        .set("strict-transport-security", "max-age=31536000")
        .set("x-content-type-options", "nosniff")
        .set("x-frame-options", "DENY")
        .set("referrer-policy", "same-origin")
        .set("cross-origin-opener-policy", "same-origin")
        .set("cross-origin-resource-policy", "same-origin")
        .set("permissions-policy", "camera=(), microphone=(), geolocation=()");
    if (!headers.contains("cache-control")) {
      headers.set("cache-control", "no-store");
    }
  }
}
