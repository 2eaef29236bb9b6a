package io.efollowup.hub;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a cloud-to-device message says of itself, beside its application properties. Each is at most
 * 128 printable ASCII characters, since it travels as a header.
 *
 * @param messageId the sender's id for it, which feedback names
 * @param correlationId what it answers
 * @param userId who sent it, as the sender states it
 * @param contentType of the body, as the sender states it
 * @param contentEncoding of the body, as the sender states it
 */
public record SystemProperties(
    Optional<String> messageId,
    Optional<String> correlationId,
    Optional<String> userId,
    Optional<String> contentType,
    Optional<String> contentEncoding) {
  /** Nothing is stated. */
  public static final SystemProperties NONE =
      new SystemProperties(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern ALLOWED = Pattern.compile("[ -~]{0,128}");

  public SystemProperties {
    requireAllowed("message id", messageId);
    requireAllowed("correlation id", correlationId);
    requireAllowed("user id", userId);
    requireAllowed("content type", contentType);
    requireAllowed("content encoding", contentEncoding);
  }

  /** Only a message id. */
  public static SystemProperties ofMessageId(String messageId) {
    return NONE.withMessageId(messageId);
  }

  public SystemProperties withMessageId(String id) {
    return new SystemProperties(
        Optional.of(id), correlationId, userId, contentType, contentEncoding);
  }

  static void requireAllowed(String what, Optional<String> text) {
    if (text.isPresent() && !ALLOWED.matcher(text.get()).matches()) {
      throw new HubException(
          HubError.MALFORMED_REQUEST,
          "The " + what + " of a message is at most 128 printable ASCII characters.");
    }
  }

  /** Shows nothing of what is stated. */
  @Override
  public String toString() {
    return "SystemProperties[hidden]";
  }
}
