package io.efollowup.hub;

/**
 * The hub refuses or fails. The message goes to the caller: it is one sentence that holds no
 * secret, no content and no device id. Refusals are ordinary events, so they carry no stack trace
 * unless they have a cause.
 */
public final class HubException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HubError error;

  public HubException(HubError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  public HubException(HubError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  public HubError error() {
    return error;
  }
}
