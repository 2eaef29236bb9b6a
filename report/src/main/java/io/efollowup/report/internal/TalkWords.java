package io.efollowup.report.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.MealTime;
import io.efollowup.insight.RangeGoal;
import io.efollowup.insight.Recurrence;
import io.efollowup.insight.TalkingPoint;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Says talking points in words: what was seen and how much of it, never why or what to take. */
final class TalkWords {
  private final Report report;
  private final Words words;
  private final Numbers numbers;

  TalkWords(Report report) {
    this.report = report;
    this.words = report.words();
    this.numbers = report.numbers();
  }

  String head(TalkingPoint point) {
    return switch (point) {
      case TalkingPoint.VeryLow ignored -> words.say("talk.very-low");
      case TalkingPoint.BelowTarget below ->
          words.say(below.goalPercent().isPresent() ? "talk.below" : "talk.below.no-goal");
      case TalkingPoint.LowNights ignored -> words.say("talk.low-nights");
      case TalkingPoint.UnnoticedLows ignored -> words.say("talk.unnoticed");
      case TalkingPoint.SuspectLows ignored -> words.say("talk.suspect");
      case TalkingPoint.VeryHigh ignored -> words.say("talk.very-high");
      case TalkingPoint.AboveTarget above ->
          words.say(above.goalPercent().isPresent() ? "talk.above" : "talk.above.no-goal");
      case TalkingPoint.HighNights ignored -> words.say("talk.high-nights");
      case TalkingPoint.MealRise rise -> words.say("talk.meal", mealTime(rise.time()));
      case TalkingPoint.MorningRise ignored -> words.say("talk.morning");
      case TalkingPoint.Variability ignored -> words.say("talk.variability");
      case TalkingPoint.MissingReadings ignored -> words.say("talk.missing");
      case TalkingPoint.HighAverage ignored -> words.say("talk.average");
      case TalkingPoint.ShortInTarget ignored -> words.say("talk.in-target");
      case TalkingPoint.NothingStandsOut ignored -> words.say("talk.fine");
    };
  }

  String detail(TalkingPoint point) {
    return switch (point) {
      case TalkingPoint.VeryLow low -> veryLow(low) + recurring("talk.lows-recur", low.mostly());
      case TalkingPoint.BelowTarget below ->
          share("talk.below.detail", report.limits().low(), GlucoseZone.LOW, below.goalPercent())
              + recurring("talk.lows-recur", below.mostly());
      case TalkingPoint.LowNights low ->
          words.say("talk.low-nights.detail", low.nights(), low.ofNights());
      case TalkingPoint.UnnoticedLows lows ->
          words.say(
              "talk.unnoticed.detail",
              lows.lows(),
              lows.ofLows(),
              numbers.duration(Duration.ofMinutes(lows.longestMinutes())));
      case TalkingPoint.SuspectLows lows ->
          words.say("talk.suspect.detail", lows.lows(), lows.ofLows());
      case TalkingPoint.VeryHigh high ->
          share(
                  "talk.above.detail",
                  report.limits().veryHigh(),
                  GlucoseZone.VERY_HIGH,
                  high.goalPercent())
              + recurring("talk.highs-recur", high.mostly());
      case TalkingPoint.AboveTarget above ->
          share("talk.above.detail", report.limits().high(), GlucoseZone.HIGH, above.goalPercent())
              + recurring("talk.highs-recur", above.mostly());
      case TalkingPoint.HighNights high ->
          words.say("talk.high-nights.detail", high.nights(), high.ofNights());
      case TalkingPoint.MealRise rise ->
          words.say(
              "talk.meal.detail",
              numbers.withUnit(numbers.difference(rise.medianRiseMgdl())),
              rise.meals());
      case TalkingPoint.MorningRise rise ->
          words.say(
              "talk.morning.detail",
              rise.mornings(),
              rise.ofMornings(),
              numbers.withUnit(numbers.difference(rise.medianRiseMgdl())));
      case TalkingPoint.Variability cv ->
          words.say(
              "talk.variability.detail",
              words.say(
                  "percent",
                  numbers.variation(cv.cvPercent(), OptionalDouble.of(cv.goalPercent()))),
              numbers.percent(cv.goalPercent()));
      case TalkingPoint.MissingReadings missing ->
          words.say("talk.missing.detail", numbers.percent(missing.activePercent()));
      case TalkingPoint.HighAverage average ->
          words.say("talk.average.detail", glucose(Glucose.mgdl(average.meanMgdl())))
              + words.say("talk.goal", glucose(meanGoal(average)));
      case TalkingPoint.ShortInTarget share ->
          words.say(
              "talk.in-target.detail",
              share(GlucoseZone.TARGET, Optional.of(RangeGoal.above(share.goalPercent()))),
              numbers.percent(share.goalPercent()));
      case TalkingPoint.NothingStandsOut fine ->
          words.say(
              fine.goalsAgreed() ? "talk.fine.detail" : "talk.fine.no-goal",
              share(GlucoseZone.TARGET, Optional.empty()));
    };
  }

  /** The goal is stated in each unit, not converted. */
  private Glucose meanGoal(TalkingPoint.HighAverage average) {
    return report
        .targets()
        .meanGoal(report.options().unit())
        .orElseGet(() -> Glucose.mgdl(average.goalMgdl()));
  }

  private String glucose(Glucose glucose) {
    return numbers.withUnit(numbers.glucose(glucose));
  }

  String mealTime(MealTime time) {
    return words.say(
        switch (time) {
          case MORNING -> "meal-time.morning";
          case MIDDAY -> "meal-time.midday";
          case EVENING -> "meal-time.evening";
          case NIGHT -> "meal-time.night";
        });
  }

  private String veryLow(TalkingPoint.VeryLow low) {
    return words.say(
        low.lows() == 0 ? "talk.very-low.brief" : "talk.very-low.detail",
        limit(report.limits().veryLow()),
        share(GlucoseZone.VERY_LOW, report.targets().goal(GlucoseZone.VERY_LOW)),
        words.count("talk.times", low.lows()),
        low.atNight(),
        numbers.glucose(low.lowest()));
  }

  /** As the ranges on the same page tell it. */
  private String share(GlucoseZone zone, Optional<RangeGoal> goal) {
    RangeShares shares = report.analysis().shares();
    return goal.map(aimed -> numbers.share(shares, zone, aimed))
        .orElseGet(() -> numbers.share(shares, zone));
  }

  private String share(String key, double limit, GlucoseZone zone, OptionalDouble goal) {
    Optional<RangeGoal> aimed =
        goal.isPresent() ? Optional.of(RangeGoal.below(goal.getAsDouble())) : Optional.empty();
    String text = words.say(key, limit(limit), share(zone, aimed));
    return goal.isPresent()
        ? text + words.say("talk.goal", numbers.percent(goal.getAsDouble()))
        : text + words.say("talk.stop");
  }

  private String limit(double limit) {
    return numbers.withUnit(numbers.limit(limit));
  }

  private String recurring(String key, Optional<Recurrence> mostly) {
    return mostly
        .map(
            when ->
                words.say(
                    key,
                    Numbers.hour(when.fromHour()),
                    Numbers.hour(when.toHour()),
                    when.daysOutside(),
                    when.daysMeasured()))
        .orElse("");
  }
}
