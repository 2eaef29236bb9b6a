package io.efollowup.telemetry.internal;

import io.efollowup.telemetry.RefusalReason;

/** Ends the judging of one item. Carries the reason only: never a name or a value. */
public final class ItemRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;

  ItemRefused(RefusalReason reason) {
    super(reason.code(), null, false, false);
    this.reason = reason;
  }

  /** Why the item is refused. */
  public RefusalReason reason() {
    return reason;
  }
}
