package io.efollowup.conformance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens for clients that make none themselves. */
final class SasTokens {
  private SasTokens() {}

  /** A token of a device's key for this scope. */
  static String of(String scope, String key, Duration lifetime) {
    String encoded = URLEncoder.encode(scope, StandardCharsets.UTF_8);
    long expiry = Instant.now().plus(lifetime).getEpochSecond();
    return "SharedAccessSignature sr=%s&sig=%s&se=%d"
        .formatted(
            encoded,
            URLEncoder.encode(sign(key, encoded + "\n" + expiry), StandardCharsets.UTF_8),
            expiry);
  }

  private static String sign(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
