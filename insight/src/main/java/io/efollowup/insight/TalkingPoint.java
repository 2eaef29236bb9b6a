package io.efollowup.insight;

import io.efollowup.glucose.GlucoseValue;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something to talk about at the visit, with the figures it stands on: observed, neither a cause
 * nor advice. Shares in percent of all readings.
 */
public sealed interface TalkingPoint {

  /** Where in an analysis it can be seen. */
  Place place();

  /** The parts of an analysis. */
  enum Place {
    RANGES,
    FIGURES,
    TIMES_OF_DAY,
    LOWS_AND_HIGHS,
    NIGHTS,
    MEALS
  }

  /**
   * Time very low.
   *
   * @param percent share very low
   * @param lows how many times below target reached very low
   * @param atNight how many of these at night
   * @param lowest the lowest reading
   * @param mostly when lows recur, if they do
   */
  record VeryLow(
      double percent, int lows, int atNight, GlucoseValue lowest, Optional<Recurrence> mostly)
      implements TalkingPoint {
    @Override
    public Place place() {
      return Place.LOWS_AND_HIGHS;
    }
  }

  /**
   * More time below target than the goal allows.
   *
   * @param percent share below target
   * @param goalPercent the goal; empty where nobody agreed on one
   * @param mostly when it recurs, if it does and no weightier point says so
   */
  record BelowTarget(double percent, OptionalDouble goalPercent, Optional<Recurrence> mostly)
      implements TalkingPoint {
    @Override
    public Place place() {
      return Place.LOWS_AND_HIGHS;
    }
  }

  /**
   * Lows in the night.
   *
   * @param nights nights with a low of 15 minutes or more
   * @param ofNights nights with readings
   */
  record LowNights(int nights, int ofNights) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.NIGHTS;
    }
  }

  /**
   * Lows near which nothing was logged, on days on which other things were.
   *
   * @param lows how many
   * @param ofLows all lows that could have been noticed
   * @param longestMinutes the longest of them
   */
  record UnnoticedLows(int lows, int ofLows, long longestMinutes) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.LOWS_AND_HIGHS;
    }
  }

  /**
   * Lows that look like pressure on the sensor.
   *
   * @param lows how many
   * @param ofLows all lows
   */
  record SuspectLows(int lows, int ofLows) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.LOWS_AND_HIGHS;
    }
  }

  /**
   * More time very high than the goal allows.
   *
   * @param percent share very high
   * @param goalPercent the goal; empty where nobody agreed on one
   * @param mostly when it recurs, if it does and no weightier point says so
   */
  record VeryHigh(double percent, OptionalDouble goalPercent, Optional<Recurrence> mostly)
      implements TalkingPoint {
    @Override
    public Place place() {
      return Place.LOWS_AND_HIGHS;
    }
  }

  /**
   * More time above target than the goal allows.
   *
   * @param percent share above target
   * @param goalPercent the goal; empty where nobody agreed on one
   * @param mostly when it recurs, if it does and no weightier point says so
   */
  record AboveTarget(double percent, OptionalDouble goalPercent, Optional<Recurrence> mostly)
      implements TalkingPoint {
    @Override
    public Place place() {
      return Place.TIMES_OF_DAY;
    }
  }

  /**
   * Nights above target for an hour and more.
   *
   * @param nights how many
   * @param ofNights nights with readings
   */
  record HighNights(int nights, int ofNights) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.NIGHTS;
    }
  }

  /**
   * The time of day whose meals were followed by the largest rise.
   *
   * @param time the time of day
   * @param meals meals compared
   * @param medianRiseMgdl middle rise, in mg/dL
   */
  record MealRise(MealTime time, int meals, double medianRiseMgdl) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.MEALS;
    }
  }

  /**
   * Glucose rose towards morning.
   *
   * @param mornings mornings with a notable rise
   * @param ofMornings mornings that can be judged
   * @param medianRiseMgdl middle rise of the notable ones, in mg/dL
   */
  record MorningRise(int mornings, int ofMornings, double medianRiseMgdl) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.NIGHTS;
    }
  }

  /**
   * Glucose varied more than the goal allows.
   *
   * @param cvPercent coefficient of variation
   * @param goalPercent the goal
   */
  record Variability(double cvPercent, double goalPercent) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.FIGURES;
    }
  }

  /**
   * Readings are missing.
   *
   * @param activePercent share of the expected readings that came
   */
  record MissingReadings(double activePercent) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.FIGURES;
    }
  }

  /**
   * The average misses its goal, and nothing above says why. The goal of GMI is that of the average
   * in other words: whoever misses it misses this one.
   *
   * @param meanMgdl the average, in mg/dL
   * @param goalMgdl what it should stay below, in mg/dL
   */
  record HighAverage(double meanMgdl, double goalMgdl) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.FIGURES;
    }
  }

  /**
   * Less time in target than the goal asks for, and nothing above says why.
   *
   * @param percent share in target
   * @param goalPercent the goal
   */
  record ShortInTarget(double percent, double goalPercent) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.RANGES;
    }
  }

  /**
   * Nothing above stands out and no goal is missed.
   *
   * @param inTargetPercent share in target
   * @param goalsAgreed whether there are goals for the time in ranges that could be missed
   */
  record NothingStandsOut(double inTargetPercent, boolean goalsAgreed) implements TalkingPoint {
    @Override
    public Place place() {
      return Place.RANGES;
    }
  }
}
