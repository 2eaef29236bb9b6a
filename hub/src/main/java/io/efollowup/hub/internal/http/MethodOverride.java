package io.efollowup.hub.internal.http;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** The method a request means: Java's own client cannot send PATCH, so a POST may stand for it. */
final class MethodOverride {
  private static final String HEADER = "X-HTTP-Method-Override";

  private MethodOverride() {}

  static HttpMethod of(HttpServerRequest request) {
    String meant = request.getHeader(HEADER);
    if (meant == null || !request.method().equals(HttpMethod.POST)) {
      return request.method();
    }
    if (meant.strip().equalsIgnoreCase(HttpMethod.PATCH.name())) {
      return HttpMethod.PATCH;
    }
    throw new HubException(
        HubError.METHOD_NOT_ALLOWED, "A POST may stand for PATCH and for no other method.");
  }
}
