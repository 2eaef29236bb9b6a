package io.efollowup.hub.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.FeedbackRequest;
import io.efollowup.hub.SystemProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** How a message stands in a row, be it queued or a dead letter. */
final class MessageColumns {
  static final String NAMES =
      """
      message_id, correlation_id, user_id, content_type, content_encoding, properties, body,
      feedback, alarm""";

  /** The values of {@link #NAMES}, as {@link #bind} binds them. */
  static final String PARAMETERS =
      """
      :message_id, :correlation_id, :user_id, :content_type, :content_encoding, :properties, :body,
      :feedback, :alarm""";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};

  private MessageColumns() {}

  static <S extends SqlStatement<S>> S bind(S statement, CloudToDeviceMessage message) {
    SystemProperties system = message.system();
    return statement
        .bind("message_id", system.messageId())
        .bind("correlation_id", system.correlationId())
        .bind("user_id", system.userId())
        .bind("content_type", system.contentType())
        .bind("content_encoding", system.contentEncoding())
        .bind("properties", text(message.properties()))
        .bind("body", message.body())
        .bind("feedback", message.ack().name())
        .bind("alarm", message.alarm());
  }

  /** The row's message; {@code expires_at} is its expiry. */
  static CloudToDeviceMessage message(ResultSet row) throws SQLException {
    return new CloudToDeviceMessage(
        new SystemProperties(
            optional(row, "message_id"),
            optional(row, "correlation_id"),
            optional(row, "user_id"),
            optional(row, "content_type"),
            optional(row, "content_encoding")),
        properties(row.getString("properties")),
        row.getBytes("body"),
        Optional.of(instant(row, "expires_at")),
        FeedbackRequest.valueOf(row.getString("feedback")),
        optional(row, "alarm"));
  }

  static Optional<String> optional(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  private static String text(Map<String, String> properties) {
    try {
      return JSON.writeValueAsString(properties);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings can always be written", e);
    }
  }

  private static Map<String, String> properties(String text) {
    try {
      return JSON.readValue(text, PROPERTIES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message's properties in the store cannot be read", e);
    }
  }
}
