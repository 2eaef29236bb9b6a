package io.efollowup.monitor.core;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseThresholds.Limits;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseValue.Measured;
import io.efollowup.glucose.GlucoseValue.OutOfRange;

/** The two directions glucose can leave the target range in. */
enum Side {
  LOW(AlarmCause.LOW, AlarmCause.URGENT_LOW),
  HIGH(AlarmCause.HIGH, AlarmCause.URGENT_HIGH);

  static final int INSIDE = 0;
  static final int MILD = 1;
  static final int URGENT = 2;

  private final AlarmCause mildCause;
  private final AlarmCause urgentCause;

  Side(AlarmCause mildCause, AlarmCause urgentCause) {
    this.mildCause = mildCause;
    this.urgentCause = urgentCause;
  }

  AlarmCause mildCause() {
    return mildCause;
  }

  AlarmCause urgentCause() {
    return urgentCause;
  }

  /** How far out a value is on this side. */
  int levelOf(GlucoseValue value, GlucoseThresholds thresholds) {
    return switch (value) {
      case Measured(Glucose glucose) -> levelOf(glucose, thresholds, 0);
      case OutOfRange.LOW -> this == LOW ? URGENT : INSIDE;
      case OutOfRange.HIGH -> this == HIGH ? URGENT : INSIDE;
    };
  }

  /** The same with hysteresis: the level an open episode is held at. */
  int heldLevelOf(GlucoseValue value, GlucoseThresholds thresholds) {
    return switch (value) {
      case Measured(Glucose glucose) -> levelOf(glucose, thresholds, hysteresis(glucose.unit()));
      case OutOfRange outOfRange -> levelOf(outOfRange, thresholds);
    };
  }

  private static double hysteresis(GlucoseUnit unit) {
    return unit == GlucoseUnit.MG_DL ? 5 : 0.3;
  }

  private int levelOf(Glucose glucose, GlucoseThresholds thresholds, double margin) {
    Limits limits = thresholds.in(glucose.unit());
    double value = glucose.value();
    boolean urgent =
        this == LOW ? value < limits.veryLow() + margin : value > limits.veryHigh() - margin;
    boolean mild = this == LOW ? value < limits.low() + margin : value > limits.high() - margin;
    return urgent ? URGENT : mild ? MILD : INSIDE;
  }
}
