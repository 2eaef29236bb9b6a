package io.efollowup.report.internal;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalDouble;

/** Writes numbers as people read them: mg/dL whole, mmol/L one decimal, percent whole. */
final class Numbers {
  private final GlucoseUnit unit;
  private final Words words;
  private final ZoneId zone;

  Numbers(GlucoseUnit unit, Words words, ZoneId zone) {
    this.unit = unit;
    this.words = words;
    this.zone = zone;
  }

  GlucoseUnit unit() {
    return unit;
  }

  String glucose(Glucose glucose) {
    return limit(glucose.in(unit));
  }

  String glucose(GlucoseValue value) {
    return switch (value) {
      case GlucoseValue.Measured(Glucose glucose) -> glucose(glucose);
      case GlucoseValue.OutOfRange.LOW -> words.say("out.low");
      case GlucoseValue.OutOfRange.HIGH -> words.say("out.high");
    };
  }

  /** A number that is already in the shown unit. */
  String limit(double value) {
    return rounded(value, unit == GlucoseUnit.MG_DL ? 0 : 1);
  }

  String withUnit(String number) {
    return number + " " + unit.symbol();
  }

  /** Whole, or with one decimal between 0 and 1; something is never shown as nothing. */
  String percent(double percent) {
    boolean small = percent > 0 && percent < 0.95;
    return words.say("percent", rounded(small ? Math.max(0.1, percent) : percent, small ? 1 : 0));
  }

  /** With so many decimals. */
  String percent(double percent, int places) {
    return words.say("percent", rounded(percent, places));
  }

  /**
   * The share of the readings that a zone's goal is about, as it is told everywhere: one of those
   * that add up to 100, or the sum of two.
   */
  String share(RangeShares shares, GlucoseZone zone) {
    return shownPercent(Targets.shownForGoal(shares, zone));
  }

  /** The same beside its goal: exact enough to tell whether that is met. */
  String share(RangeShares shares, GlucoseZone zone, RangeGoal goal) {
    double exact = Targets.percentForGoal(shares, zone);
    return goal.isMetBy(Targets.shownForGoal(shares, zone)) == goal.isMetBy(exact)
        ? share(shares, zone)
        : percent(exact, Math.max(1, ShownPlaces.beside(exact, 0, goal::isMetBy)));
  }

  /** A coefficient of variation; beside its goal exact enough to tell whether that is met. */
  String variation(double percent, OptionalDouble goal) {
    return rounded(
        percent,
        goal.isEmpty()
            ? 0
            : ShownPlaces.beside(percent, 0, figure -> figure <= goal.getAsDouble()));
  }

  /** A glucose management indicator; the same. */
  String indicator(double percent, OptionalDouble goal) {
    return rounded(
        percent,
        goal.isEmpty() ? 1 : ShownPlaces.beside(percent, 1, figure -> figure < goal.getAsDouble()));
  }

  /** A share that was rounded for showing: tenths only where it has any. */
  String shownPercent(double percent) {
    boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
    return words.say("percent", rounded(percent, whole ? 0 : 1));
  }

  String onePlace(double value) {
    return rounded(value, 1);
  }

  String places(double value, int places) {
    return rounded(value, places);
  }

  String duration(Duration duration) {
    long minutes = Math.round(duration.toSeconds() / 60.0);
    if (minutes < 60) {
      return words.say("duration.minutes", minutes);
    }
    return minutes % 60 == 0
        ? words.say("duration.hours", minutes / 60)
        : words.say("duration", minutes / 60, minutes % 60);
  }

  /** A difference given in mg/dL, with its sign. */
  String change(double mgdl) {
    return signed(difference(Math.abs(mgdl)), mgdl);
  }

  /** A difference given in mg/dL, with its sign, whole in both units. */
  String wholeChange(double mgdl) {
    return signed(rounded(inUnit(Math.abs(mgdl)), 0), mgdl);
  }

  /** A size given in mg/dL, such as a deviation. */
  String difference(double mgdl) {
    return limit(inUnit(mgdl));
  }

  /** An area given in mg/dL times hours, with its unit. */
  String area(double mgdlHours) {
    return limit(inUnit(mgdlHours)) + " " + unit.symbol() + "·h";
  }

  boolean isMmol() {
    return unit == GlucoseUnit.MMOL_L;
  }

  private double inUnit(double mgdl) {
    return switch (unit) {
      case MG_DL -> mgdl;
      case MMOL_L -> mgdl / GlucoseUnit.MG_DL_PER_MMOL_L;
    };
  }

  /** Zero has no sign, and what is shown as zero is zero. */
  private static String signed(String size, double value) {
    boolean zero = size.chars().allMatch(c -> c == '0' || c == '.');
    return zero ? size : (value < 0 ? "−" : "+") + size;
  }

  /** A short time in minutes, so that times compare. */
  String minutes(Duration duration) {
    return words.say("duration.minutes", Math.round(duration.toSeconds() / 60.0));
  }

  /** Amount without needless decimals. */
  static String amount(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }

  String clock(Instant at) {
    LocalDateTime time = at.atZone(zone).toLocalDateTime();
    return twoDigits(time.getHour()) + ":" + twoDigits(time.getMinute());
  }

  String dayAndClock(Instant at) {
    return at.atZone(zone).toLocalDate() + " " + clock(at);
  }

  static String hour(int hour) {
    return twoDigits(hour) + ":00";
  }

  private static String twoDigits(int value) {
    return value < 10 ? "0" + value : Integer.toString(value);
  }

  private static String rounded(double value, int places) {
    return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP).toPlainString();
  }
}
