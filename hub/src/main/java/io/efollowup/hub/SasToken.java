package io.efollowup.hub;

import io.efollowup.hub.internal.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shared access signature: the right to one resource until an instant, signed with a key. Being
 * parsed says nothing about it; ask {@link #signedWith}, {@link #expiredAt} and compare {@link
 * #scope}.
 */
public final class SasToken {
  private static final String SCHEME = "SharedAccessSignature";
  private static final int LONGEST = 4096;
  private static final int MOST_EXPIRY_DIGITS = 11;

  private final String rawScope;
  private final String scope;
  private final String expiryText;
  private final byte[] signature;
  private final Optional<String> policy;

  private SasToken(String rawScope, String expiryText, byte[] signature, Optional<String> policy) {
    this.rawScope = rawScope;
    this.scope = PercentEncoding.decode(rawScope);
    this.expiryText = expiryText;
    this.signature = signature;
    this.policy = policy;
  }

  /**
   * Reads the text of an {@code Authorization} header, a put-token body or an MQTT password. Fields
   * in any order; unknown ones are ignored, repeated ones refused with {@link
   * HubError#TOKEN_MALFORMED}.
   */
  public static SasToken parse(String text) {
    try {
      return parseFields(fields(text));
    } catch (IllegalArgumentException | HubException e) {
      throw new HubException(
          HubError.TOKEN_MALFORMED,
          "The token is not of the form SharedAccessSignature sr=...&sig=...&se=...[&skn=...].");
    }
  }

  private static SasToken parseFields(Map<String, String> fields) {
    String expiry = required(fields, "se");
    if (!isInteger(expiry)) {
      throw new IllegalArgumentException("se is not an integer");
    }
    byte[] signature = Base64.getDecoder().decode(PercentEncoding.decode(required(fields, "sig")));
    Optional<String> policy =
        Optional.ofNullable(fields.get("skn"))
            .map(PercentEncoding::decode)
            .filter(name -> !name.isEmpty());
    return new SasToken(required(fields, "sr"), expiry, signature, policy);
  }

  private static Map<String, String> fields(String text) {
    if (text.length() > LONGEST
        || !text.startsWith(SCHEME)
        || text.length() == SCHEME.length()
        || !Character.isWhitespace(text.charAt(SCHEME.length()))) {
      throw new IllegalArgumentException("not a shared access signature");
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : text.substring(SCHEME.length()).strip().split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals < 1
          || fields.put(field.substring(0, equals), field.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("not a list of different fields");
      }
    }
    return fields;
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static boolean isInteger(String text) {
    return text.length() <= MOST_EXPIRY_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * Makes the text of a token.
   *
   * @param resource what it is for, such as {@code host/devices/id}; percent-encoded here
   * @param key what signs it
   * @param expiry when it ends, to the second
   * @param policy the policy the key belongs to; empty for a device's own key
   */
  public static String create(
      String resource, byte[] key, Instant expiry, Optional<String> policy) {
    String scope = PercentEncoding.encode(resource);
    String seconds = Long.toString(expiry.getEpochSecond());
    String signature = Base64.getEncoder().encodeToString(sign(key, scope, seconds));
    String text =
        SCHEME + " sr=" + scope + "&sig=" + PercentEncoding.encode(signature) + "&se=" + seconds;
    return policy.map(name -> text + "&skn=" + PercentEncoding.encode(name)).orElse(text);
  }

  /**
   * Whether either key signed it: over the scope exactly as it stands in the token, or, as some
   * clients do, over its percent-decoded form. That only where the form holds no percent sign: what
   * was signed then has one meaning, however the token writes it. The comparisons take the same
   * time whatever they find.
   */
  public boolean signedWith(SymmetricKeys keys) {
    boolean raw = signedWith(keys, rawScope);
    boolean plain = !scope.equals(rawScope) && scope.indexOf('%') < 0;
    return raw || (plain && signedWith(keys, scope));
  }

  private boolean signedWith(SymmetricKeys keys, String signedScope) {
    boolean primary =
        MessageDigest.isEqual(sign(keys.primary(), signedScope, expiryText), signature);
    boolean secondary =
        MessageDigest.isEqual(sign(keys.secondary(), signedScope, expiryText), signature);
    return primary | secondary;
  }

  private static byte[] sign(byte[] key, String scope, String seconds) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal((scope + "\n" + seconds).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  /** The resource it is for, percent-decoded once. */
  public String scope() {
    return scope;
  }

  /** When it ends. */
  public Instant expiry() {
    return Instant.ofEpochSecond(Long.parseLong(expiryText));
  }

  /** Whether it has ended; the second named in the token is already too late. */
  public boolean expiredAt(Instant now) {
    return !expiry().isAfter(now);
  }

  /** The policy whose key signed it; empty when it says to be signed with a device's own key. */
  public Optional<String> policy() {
    return policy;
  }

  @Override
  public String toString() {
    return "SasToken[hidden]";
  }
}
