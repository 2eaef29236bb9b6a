package io.efollowup.hub;

/**
 * What a device answered.
 *
 * @param status the device's own, whatever it means to it
 * @param payload JSON; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time
public record MethodResult(int status, byte[] payload) {
  /** Says nothing of the answer. */
  @Override
  public String toString() {
    return "MethodResult[hidden]";
  }
}
