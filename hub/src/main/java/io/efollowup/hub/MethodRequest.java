package io.efollowup.hub;

import java.util.UUID;

/**
 * A call as the device is asked.
 *
 * @param id names it in the answer
 * @param name of the method
 * @param payload JSON; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time
public record MethodRequest(UUID id, String name, byte[] payload) {
  /** Says nothing of the call. */
  @Override
  public String toString() {
    return "MethodRequest[hidden]";
  }
}
