package io.efollowup.insight;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import java.util.Optional;

/**
 * A part of the day, over all days of a wear.
 *
 * @param kind which part
 * @param occasions days, or meals, that have readings in it
 * @param assumed how many of these stand on the clock alone because no meal was logged
 * @param mean mean of the readings with a number; empty where there is none
 * @param shares its readings by zone
 */
public record TimeBlock(
    Kind kind, int occasions, int assumed, Optional<Glucose> mean, RangeShares shares) {

  /** The parts of a day. They overlap: the first three hours after a meal are in a quarter too. */
  public enum Kind {
    /** 00:00 to 06:00. */
    NIGHT,
    /**
     * Up to the day's first meal between 05:00 and 11:00, from 06:00 or an hour before the meal,
     * whichever is earlier. On a day without such a meal 06:00 to 07:00 stands in.
     */
    FASTING,
    /** 06:00 to 12:00. */
    FORENOON,
    /** 12:00 to 18:00. */
    AFTERNOON,
    /** 18:00 to 24:00. */
    EVENING,
    /** Three hours from each meal of the morning on. */
    AFTER_MORNING_MEAL,
    /** Three hours from each meal of midday on. */
    AFTER_MIDDAY_MEAL,
    /** Three hours from each meal of the evening on. */
    AFTER_EVENING_MEAL
  }

  /** Percent below target, very low included. */
  public double lowPercent() {
    return shares.percent(GlucoseZone.LOW) + shares.percent(GlucoseZone.VERY_LOW);
  }

  /** Percent above target, very high included. */
  public double highPercent() {
    return shares.percent(GlucoseZone.HIGH) + shares.percent(GlucoseZone.VERY_HIGH);
  }
}
