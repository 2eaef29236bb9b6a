package io.efollowup.portal.internal.report;

import io.efollowup.insight.CurvePoint;
import io.efollowup.insight.Night;
import io.efollowup.portal.internal.report.Section.Cell;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.Sparkline;
import io.efollowup.portal.internal.view.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The nights. */
final class NightsSection {
  private NightsSection() {}

  static Optional<Section> of(Reading reading) {
    List<List<Cell>> rows =
        reading.analysis().findings().nights().stream()
            .filter(night -> night.readings() > 0)
            .map(night -> row(night, reading))
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Cell> heads =
        List.of(
            Cell.text(reading.say("column.night")),
            Cell.number(reading.say("column.mean", reading.unit().symbol())),
            Cell.number(reading.say("column.lowest", reading.unit().symbol())),
            Cell.number(reading.say("column.time-below")),
            Cell.number(reading.say("column.time-above")),
            Cell.number(reading.say("column.morning-rise", reading.unit().symbol())));
    return Optional.of(
        new Section(
            "nights",
            reading.say("nights.title"),
            new Section.Table(heads, rows, ""),
            reading.say("nights.note")));
  }

  private static List<Cell> row(Night night, Reading reading) {
    String zone = night.lowest().map(CurvePoint::zone).map(Sparkline::zoneClass).orElse("");
    return List.of(
        Cell.text(
            TimeText.weekday(night.date(), reading.words())
                + " "
                + TimeText.date(night.date(), true, reading.words())),
        Cell.number(reading.glucose(night.mean())),
        Cell.number(
            night.lowest().map(point -> reading.value(point.value())).orElse(GlucoseText.NONE),
            zone.endsWith("low") ? zone : ""),
        Cell.number(length(night.below(), reading)),
        Cell.number(length(night.above(), reading)),
        Cell.number(
            night.morningRiseMgdl().isPresent()
                ? reading.difference(night.morningRiseMgdl().getAsDouble())
                : GlucoseText.NONE));
  }

  private static String length(Duration length, Reading reading) {
    return length.isZero() ? GlucoseText.NONE : reading.minutes(length);
  }
}
