package io.efollowup.portal;

import java.util.function.BooleanSupplier;

/** Waits for what must come. */
final class Await {
  private Await() {}

  static void until(BooleanSupplier condition) {
    try {
      io.efollowup.testkit.process.Await.until("what must come", condition::getAsBoolean);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
