package io.efollowup.portal.internal.view;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.RangeGoal;
import io.efollowup.insight.ShownPlaces;
import io.efollowup.insight.Targets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

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
    if (percent > 0 && percent < 0.95) {
      return decimals(Math.max(percent, 0.1), 1) + "\u202f%";
    }
    return decimals(percent, 0) + "\u202f%";
  }

  /**
   * The share of the readings that a zone's goal is about, as it is told everywhere: one of those
   * that add up to 100, or the sum of two.
   */
  public static String share(RangeShares shares, GlucoseZone zone) {
    return shownPercent(Targets.shownForGoal(shares, zone));
  }

  /** The same beside its goal: exact enough to tell whether that is met. */
  public static String share(RangeShares shares, GlucoseZone zone, RangeGoal goal) {
    double exact = Targets.percentForGoal(shares, zone);
    return goal.isMetBy(Targets.shownForGoal(shares, zone)) == goal.isMetBy(exact)
        ? share(shares, zone)
        : decimals(exact, Math.max(1, ShownPlaces.beside(exact, 0, goal::isMetBy))) + "\u202f%";
  }

  /** A coefficient of variation; beside its goal exact enough to tell whether that is met. */
  public static String variation(double percent, OptionalDouble goal) {
    return decimals(
        percent,
        goal.isEmpty()
            ? 0
            : ShownPlaces.beside(percent, 0, figure -> figure <= goal.getAsDouble()));
  }

  /** A glucose management indicator; the same. */
  public static String indicator(double percent, OptionalDouble goal) {
    return decimals(
        percent,
        goal.isEmpty() ? 1 : ShownPlaces.beside(percent, 1, figure -> figure < goal.getAsDouble()));
  }

  /** A share that was already rounded so that all of them add up to 100: its tenth is kept. */
  public static String shownPercent(double percent) {
    boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
    return decimals(percent, whole ? 0 : 1) + "\u202f%";
  }

  public static String decimals(double value, int decimals) {
    return BigDecimal.valueOf(value)
        .setScale(decimals, RoundingMode.HALF_UP)
        .toPlainString()
        .replace('-', '\u2212');
  }
}
