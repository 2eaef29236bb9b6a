package io.efollowup.portal.internal.report;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.RangeGoal;
import io.efollowup.insight.Recurrence;
import io.efollowup.insight.TalkingPoint;
import io.efollowup.portal.internal.view.GlucoseText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What to talk about, in sentences: observed, neither causes nor advice. */
final class TalkingSection {
  private final Reading reading;

  private TalkingSection(Reading reading) {
    this.reading = reading;
  }

  static Optional<Section> of(Reading reading) {
    TalkingSection section = new TalkingSection(reading);
    List<String> sentences =
        reading.analysis().findings().talkingPoints().stream().map(section::sentence).toList();
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "talk",
                reading.say("talk.title"),
                new Section.Points(sentences),
                reading.say("talk.note")));
  }

  private String sentence(TalkingPoint point) {
    return switch (point) {
      case TalkingPoint.VeryLow it ->
          reading.say(
                  switch (it.lows()) {
                    case 0 -> "talk.very-low.brief";
                    case 1 -> "talk.very-low.one";
                    default -> "talk.very-low";
                  },
                  told(GlucoseZone.VERY_LOW, goal(GlucoseZone.VERY_LOW)),
                  count(it.lows()),
                  count(it.atNight()),
                  reading.value(it.lowest()))
              + mostly(it.mostly());
      case TalkingPoint.BelowTarget it ->
          share("talk.below", GlucoseZone.LOW, it.goalPercent(), it.mostly());
      case TalkingPoint.LowNights it ->
          reading.say("talk.low-nights", count(it.nights()), count(it.ofNights()));
      case TalkingPoint.UnnoticedLows it ->
          reading.say(
              "talk.unnoticed",
              count(it.lows()),
              count(it.ofLows()),
              Long.toString(it.longestMinutes()));
      case TalkingPoint.SuspectLows it ->
          reading.say("talk.suspect", count(it.lows()), count(it.ofLows()));
      case TalkingPoint.VeryHigh it ->
          share("talk.very-high", GlucoseZone.VERY_HIGH, it.goalPercent(), it.mostly());
      case TalkingPoint.AboveTarget it ->
          share("talk.above", GlucoseZone.HIGH, it.goalPercent(), it.mostly());
      case TalkingPoint.HighNights it ->
          reading.say("talk.high-nights", count(it.nights()), count(it.ofNights()));
      case TalkingPoint.MealRise it ->
          reading.say(
              "talk.meal-rise",
              reading.say("mealtime." + it.time().name()),
              reading.difference(it.medianRiseMgdl()) + " " + reading.unit().symbol(),
              count(it.meals()));
      case TalkingPoint.MorningRise it ->
          reading.say(
              "talk.morning-rise",
              count(it.mornings()),
              count(it.ofMornings()),
              reading.difference(it.medianRiseMgdl()) + " " + reading.unit().symbol());
      case TalkingPoint.Variability it ->
          reading.say(
              "talk.variability",
              GlucoseText.variation(it.cvPercent(), OptionalDouble.of(it.goalPercent())),
              GlucoseText.decimals(it.goalPercent(), 0));
      case TalkingPoint.MissingReadings it ->
          reading.say("talk.missing", reading.percent(it.activePercent()));
      case TalkingPoint.HighAverage it ->
          reading.say("talk.average", mean(it.meanMgdl()), meanGoal(it), reading.unit().symbol());
      case TalkingPoint.ShortInTarget it ->
          reading.say(
              "talk.in-target",
              told(GlucoseZone.TARGET, Optional.of(RangeGoal.above(it.goalPercent()))),
              GlucoseText.decimals(it.goalPercent(), 0));
      case TalkingPoint.NothingStandsOut it ->
          reading.say("talk.nothing", told(GlucoseZone.TARGET, Optional.empty()));
    };
  }

  private Optional<RangeGoal> goal(GlucoseZone zone) {
    return reading.analysis().targets().goal(zone);
  }

  /** As the ranges on the same page tell it. */
  private String told(GlucoseZone zone, Optional<RangeGoal> goal) {
    RangeShares shares = reading.analysis().shares();
    return goal.map(aimed -> GlucoseText.share(shares, zone, aimed))
        .orElseGet(() -> GlucoseText.share(shares, zone));
  }

  private String share(
      String key, GlucoseZone zone, OptionalDouble goal, Optional<Recurrence> mostly) {
    Optional<RangeGoal> limit =
        goal.isPresent() ? Optional.of(RangeGoal.below(goal.getAsDouble())) : Optional.empty();
    String sentence = reading.say(key, told(zone, limit));
    String aimed =
        goal.isPresent()
            ? reading.say("talk.goal", GlucoseText.decimals(goal.getAsDouble(), 0))
            : "";
    return sentence + aimed + mostly(mostly);
  }

  private String mostly(Optional<Recurrence> mostly) {
    return mostly
            .map(
                it ->
                    reading.say(
                        "talk.mostly",
                        "%02d:00".formatted(it.fromHour()),
                        "%02d:00".formatted(it.toHour()),
                        count(it.daysOutside()),
                        count(it.daysMeasured())))
            .orElse("")
        + reading.say("sentence.end");
  }

  private String mean(double mgdl) {
    return reading.glucose(Optional.of(Glucose.mgdl(mgdl)));
  }

  /** The goal is stated in each unit, not converted. */
  private String meanGoal(TalkingPoint.HighAverage average) {
    return reading.glucose(
        reading
            .analysis()
            .targets()
            .meanGoal(reading.unit())
            .or(() -> Optional.of(Glucose.mgdl(average.goalMgdl()))));
  }

  private static String count(int number) {
    return Integer.toString(number);
  }
}
