package io.efollowup.hub;

import java.util.concurrent.CompletionException;

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

  /** What a failed future means to the caller; what the hub did not expect is its own error. */
  public static HubException of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof HubException known
        ? known
        : new HubException(HubError.SERVER_ERROR, "The hub failed; try again.", cause);
  }

  public HubError error() {
    return error;
  }
}
