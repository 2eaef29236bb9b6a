package io.efollowup.portal.internal.view;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people read them. */
public final class GlucoseText {
  /** In place of a number that is not there. */
  public static final String NONE = "—";

  private GlucoseText() {}

  /** Milligrams whole, millimoles with one decimal; without the unit. */
  public static String number(Glucose glucose, GlucoseUnit unit) {
    return number(glucose.in(unit), unit);
  }

  /** A number that is in this unit already. */
  public static String number(double value, GlucoseUnit unit) {
    return decimals(value, unit == GlucoseUnit.MG_DL ? 0 : 1);
  }

  /** A mean or percentile computed in mg/dL, shown in this unit. */
  public static String ofMgdl(double mgdl, GlucoseUnit unit) {
    return number(Glucose.mgdl(mgdl), unit);
  }

  /** A number, or the sensor's word for out of range. */
  public static String value(GlucoseValue value, GlucoseUnit unit, Words words) {
    return switch (value) {
      case GlucoseValue.Measured(Glucose glucose) -> number(glucose, unit);
      case GlucoseValue.OutOfRange.LOW -> words.say("value.low");
      case GlucoseValue.OutOfRange.HIGH -> words.say("value.high");
    };
  }

  /** Whole percents, tenths under one; something is never shown as nothing. */
  public static String percent(double percent) {
    if (percent > 0 && percent < 1) {
      return decimals(Math.max(percent, 0.1), 1) + "\u2009%";
    }
    return decimals(percent, 0) + "\u2009%";
  }

  /** A share that was already rounded so that all of them add up to 100: its tenth is kept. */
  public static String shownPercent(double percent) {
    boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
    return decimals(percent, whole ? 0 : 1) + "\u2009%";
  }

  public static String decimals(double value, int decimals) {
    return BigDecimal.valueOf(value)
        .setScale(decimals, RoundingMode.HALF_UP)
        .toPlainString()
        .replace('-', '\u2212');
  }
}
