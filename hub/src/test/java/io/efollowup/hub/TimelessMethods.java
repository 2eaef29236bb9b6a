package io.efollowup.hub;

/** Direct methods whose time-outs never come. */
public final class TimelessMethods {
  private TimelessMethods() {}

  public static DirectMethods create() {
    return new DirectMethods((delay, work) -> () -> {});
  }
}
