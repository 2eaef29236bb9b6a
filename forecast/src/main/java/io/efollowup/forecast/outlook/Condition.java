package io.efollowup.forecast.outlook;

import io.efollowup.forecast.WearerProfile;
import io.efollowup.forecast.WearerTraits;
import io.efollowup.glucose.GlucoseTrace;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Under which condition a forecast is measured: what of the history a device has sent. */
public enum Condition {
  /** As recorded, at the moment of a reading. */
  RECORDED("recorded", 0),
  /** Nothing known of sensor and patient. */
  UNKNOWN_WEARER("unknown-wearer", 0),
  /** The last reading is 15 minutes old. */
  AGE_15("age-15", 15),
  /** The last reading is 30 minutes old. */
  AGE_30("age-30", 30),
  /** One reading in 15 minutes. */
  EVERY_15("every-15", 0),
  /** No readings from 75 to 30 minutes before the last. */
  PAUSE_45("pause-45", 0),
  /** The sensor has read for an hour. */
  FIRST_HOUR("first-hour", 0);

  private static final int HISTORY_SECONDS = 13 * 3600;
  private final String text;
  private final int ageMinutes;

  Condition(String text, int ageMinutes) {
    this.text = text;
    this.ageMinutes = ageMinutes;
  }

  public String text() {
    return text;
  }

  int ageMinutes() {
    return ageMinutes;
  }

  WearerProfile wearer(WearerProfile wearer) {
    return new WearerProfile(traits(wearer.traits()), wearer.range());
  }

  private WearerTraits traits(WearerTraits traits) {
    return switch (this) {
      case UNKNOWN_WEARER -> WearerTraits.UNKNOWN;
      case EVERY_15 -> everyQuarter(traits);
      case RECORDED, AGE_15, AGE_30, PAUSE_45, FIRST_HOUR -> traits;
    };
  }

  /** The sensor states the cadence that its readings have, where it states one. */
  private static WearerTraits everyQuarter(WearerTraits traits) {
    return traits.cadenceMinutes().isEmpty()
        ? traits
        : new WearerTraits(
            traits.sensor(), OptionalInt.of(15), traits.rounding(), traits.diabetes());
  }

  /** What is left of a trace that ends with reading {@code last}. */
  GlucoseTrace history(GlucoseTrace trace, int last) {
    long end = trace.epochSecond(last);
    return switch (this) {
      case RECORDED, UNKNOWN_WEARER, AGE_15, AGE_30 ->
          trace.between(
              Instant.ofEpochSecond(end - HISTORY_SECONDS), Instant.ofEpochSecond(end + 1));
      case EVERY_15 -> thinned(trace, last, i -> isQuarter(end - trace.epochSecond(i)));
      case PAUSE_45 ->
          thinned(
              trace,
              last,
              i -> end - trace.epochSecond(i) <= 1800 || end - trace.epochSecond(i) >= 4500);
      case FIRST_HOUR -> thinned(trace, last, i -> end - trace.epochSecond(i) <= 3600);
    };
  }

  private static boolean isQuarter(long seconds) {
    long over = seconds % 900;
    return over <= 90 || over >= 810;
  }

  private static GlucoseTrace thinned(GlucoseTrace trace, int last, IntPredicate keep) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    long from = trace.epochSecond(last) - HISTORY_SECONDS;
    for (int i = last; i >= 0 && trace.epochSecond(i) >= from; i--) {
      if (keep.test(i)) {
        builder.add(trace.epochSecond(i), trace.value(i));
      }
    }
    return builder.build();
  }
}
