package io.efollowup.hub;

import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * The hub refuses or fails. The message goes to the caller: it is one sentence that holds no
 * secret, no content and no device id. Refusals are ordinary events, so they carry no stack trace
 * unless they have a cause.
 */
public final class HubException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Duration SOON = Duration.ofSeconds(5);

  private final HubError error;
  private final Duration retryAfter;

  public HubException(HubError error, String message) {
    this(error, message, SOON);
  }

  /**
   * @param retryAfter when the caller should try again, where that makes sense at all
   */
  public HubException(HubError error, String message, Duration retryAfter) {
    super(message, null, false, false);
    this.error = error;
    this.retryAfter = retryAfter;
  }

  public HubException(HubError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
    this.retryAfter = SOON;
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

  /** When the caller should try again, where the error is one that passes. */
  public Duration retryAfter() {
    return retryAfter;
  }

  public HubError error() {
    return error;
  }
}
