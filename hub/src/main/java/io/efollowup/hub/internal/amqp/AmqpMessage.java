package io.efollowup.hub.internal.amqp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message that was received, as far as the hub reads it.
 *
 * @param properties what it says of itself
 * @param application application properties
 * @param annotations message annotations
 * @param ttl the header's time to live
 * @param data the data sections; a value section of text or bytes counts as one
 */
record AmqpMessage(
    StatedProperties properties,
    Map<String, Object> application,
    Map<String, Object> annotations,
    Optional<Duration> ttl,
    List<byte[]> data) {

  /** All data sections in one. */
  byte[] body() {
    if (data.size() == 1) {
      return data.getFirst();
    }
    byte[] body = new byte[data.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : data) {
      System.arraycopy(part, 0, body, at, part.length);
      at += part.length;
    }
    return body;
  }

  Optional<String> messageId() {
    return text(properties.messageId());
  }

  Optional<String> correlationId() {
    return text(properties.correlationId());
  }

  Optional<String> contentType() {
    return properties.contentType();
  }

  Optional<String> application(String name) {
    return text(Optional.ofNullable(application.get(name)));
  }

  Optional<String> annotation(String name) {
    return text(Optional.ofNullable(annotations.get(name)));
  }

  private static Optional<String> text(Optional<Object> value) {
    return value.map(Object::toString);
  }

  @Override
  public String toString() {
    return "AmqpMessage[hidden]";
  }
}
