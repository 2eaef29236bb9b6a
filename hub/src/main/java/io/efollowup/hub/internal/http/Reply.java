package io.efollowup.hub.internal.http;

import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP's
 * @param headers besides the length
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time
record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final byte[] EMPTY = new byte[0];

  /** Done, nothing to say. */
  static final Reply NO_CONTENT = new Reply(204, Map.of(), EMPTY);

  static Reply json(byte[] body) {
    return new Reply(200, Map.of("Content-Type", "application/json"), body);
  }

  static Reply json(byte[] body, String etag) {
    return new Reply(
        200, Map.of("Content-Type", "application/json", "ETag", '"' + etag + '"'), body);
  }
}
