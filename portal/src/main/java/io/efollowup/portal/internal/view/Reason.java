package io.efollowup.portal.internal.view;

import java.time.Duration;
import java.time.Instant;

/** Why a patient stands where they stand in the list, most urgent first. */
public sealed interface Reason {
  /** Now below the very low limit. */
  record VeryLowNow(Instant since) implements Reason {}

  /** Now below the low limit. */
  record LowNow(Instant since) implements Reason {}

  /** Now above the very high limit. */
  record VeryHighNow(Duration length) implements Reason {}

  /**
   * Now above the very high limit of a patient whose targets do not tell that range from high, as
   * in pregnancy. It waits no longer than another's very high; it is told as what it is for this
   * patient, high.
   *
   * @param length how long glucose has been above the high limit
   */
  record UrgentlyHighNow(Duration length) implements Reason {}

  /** No reading although a sensor should be sending. */
  record NoData(Duration length) implements Reason {}

  /** Above the high limit for long. */
  record HighForLong(Duration length) implements Reason {}

  /** Low in the last day; {@code to} is the last low reading. */
  record LowInLastDay(Instant from, Instant to) implements Reason {}

  /** Low at night on several of the last seven nights, mostly between these hours. */
  record LowNights(int nights, int fromHour, int toHour) implements Reason {}

  /** More of the period is low than the goal allows. */
  record OftenLow(double percent) implements Reason {}

  /** Less than half of the period is in the target range. */
  record RarelyInTarget(double percent) implements Reason {}

  /** Swings more than the goal allows. */
  record Unsteady(double cv) implements Reason {}

  /** Nothing that asks for attention. */
  record Steady() implements Reason {}

  /** There has never been a reading. */
  record NoDataYet() implements Reason {}

  /** No sensor has sent for days: not worn, or ended. */
  record NotWorn(Instant last) implements Reason {}

  /** Higher comes first; from {@link #ATTENTION} on it needs attention. */
  default int urgency() {
    return switch (this) {
      case VeryLowNow ignored -> VERY_LOW;
      case LowNow ignored -> LOW;
      case VeryHighNow ignored -> VERY_HIGH;
      case UrgentlyHighNow ignored -> VERY_HIGH;
      case NoData ignored -> SILENT;
      case HighForLong ignored -> HIGH;
      case LowInLastDay ignored -> 60;
      case LowNights ignored -> 55;
      case OftenLow ignored -> 50;
      case RarelyInTarget ignored -> 45;
      case Unsteady ignored -> ATTENTION;
      case Steady ignored -> 20;
      case NotWorn ignored -> 10;
      case NoDataYet ignored -> 5;
    };
  }

  /** Whether it is about now and cannot wait. */
  default boolean urgent() {
    return urgency() >= URGENT;
  }

  /** How urgent it is that glucose is very low now. */
  int VERY_LOW = 100;

  /** That it is low now. */
  int LOW = 90;

  /** That it is very high now. */
  int VERY_HIGH = 80;

  /** That nothing is heard of a sensor. */
  int SILENT = 70;

  /** That glucose is high now, for long. */
  int HIGH = 65;

  /** The least urgency that cannot wait. */
  int URGENT = VERY_HIGH;

  /** The least urgency that needs attention. */
  int ATTENTION = 40;
}
