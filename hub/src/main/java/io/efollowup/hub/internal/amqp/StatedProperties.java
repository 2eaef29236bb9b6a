package io.efollowup.hub.internal.amqp;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;

/**
 * What a message says of itself in its properties section, as far as the hub reads it. An id is of
 * one of the types of the protocol for ids, and is given back in the same.
 */
record StatedProperties(
    Optional<Object> messageId,
    Optional<Binary> userId,
    Optional<String> to,
    Optional<Object> correlationId,
    Optional<String> contentType,
    Optional<String> contentEncoding,
    Optional<Instant> expiry) {
  static final StatedProperties NONE = of(List.of());

  /**
   * @param fields in the protocol's order; absent ones are null, and may be missing at the end
   * @throws ClassCastException when one is of another type
   */
  static StatedProperties of(List<?> fields) {
    return new StatedProperties(
        field(fields, 0, Object.class),
        field(fields, 1, Binary.class),
        field(fields, 2, String.class),
        field(fields, 5, Object.class),
        field(fields, 6, String.class),
        field(fields, 7, String.class),
        field(fields, 8, Date.class).map(Date::toInstant));
  }

  private static <T> Optional<T> field(List<?> fields, int place, Class<T> type) {
    return Optional.ofNullable(place < fields.size() ? fields.get(place) : null).map(type::cast);
  }

  @Override
  public String toString() {
    return "StatedProperties[hidden]";
  }
}
