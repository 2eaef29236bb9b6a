package io.efollowup.insight;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseValue;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Findings as text for comparing, rounded to a hundredth. */
final class FindingsText {
  private final StringBuilder text = new StringBuilder();

  private FindingsText() {}

  static String of(WearFindings findings) {
    FindingsText lines = new FindingsText();
    findings.blocks().forEach(lines::block);
    findings.nights().forEach(lines::night);
    findings.stretches().forEach(lines::stretch);
    findings.meals().responses().forEach(lines::meal);
    findings.meals().times().forEach(time -> lines.figures(time.time().name(), time.figures()));
    findings
        .meals()
        .foods()
        .forEach(food -> lines.figures(food.foods().toString(), Optional.of(food.figures())));
    findings.effects().forEach(effect -> lines.line("effect %s", round(effect.toString())));
    lines.line("risk %s", round(findings.risk().toString()));
    findings.talkingPoints().forEach(point -> lines.line("talk %s", round(point.toString())));
    return lines.text.toString();
  }

  private void block(TimeBlock block) {
    line(
        "block %s n=%d assumed=%d mean=%s low=%.2f high=%.2f",
        block.kind(),
        block.occasions(),
        block.assumed(),
        mgdl(block.mean()),
        block.lowPercent(),
        block.highPercent());
  }

  private void night(Night night) {
    line(
        "night %s mean=%s below=%s above=%s morning=%s",
        night.date(),
        mgdl(night.mean()),
        night.below(),
        night.above(),
        number(night.morningRiseMgdl()));
  }

  private void stretch(ReviewedStretch reviewed) {
    Stretch stretch = reviewed.stretch();
    line(
        "%s %s to %s severe=%b extreme=%s night=%b notice=%s suspect=%b",
        stretch.side(),
        stretch.from(),
        stretch.to(),
        stretch.severe(),
        stretch.extreme() instanceof GlucoseValue.Measured(Glucose glucose)
            ? String.format(Locale.ROOT, "%.1f", glucose.mgdl())
            : stretch.extreme(),
        reviewed.atNight(),
        reviewed.notice(),
        reviewed.compressionSuspected());
  }

  private void meal(ReviewedMeal meal) {
    line(
        "meal %s %s %s",
        meal.meal().at(),
        meal.circumstances(),
        meal.excursion()
            .map(
                e ->
                    String.format(
                        Locale.ROOT,
                        "baseline=%.2f rise=%.2f peak=%s area=%.2f two=%.2f recovery=%s back=%s",
                        e.baseline().mgdl(),
                        e.riseMgdl(),
                        e.timeToPeak(),
                        e.areaMgdlHours(),
                        e.afterTwoHoursMgdl(),
                        number(e.recoveryPercent()),
                        e.back()))
            .orElse("-"));
  }

  private void figures(String name, Optional<ResponseFigures> figures) {
    line("%s %s", name, figures.map(f -> round(f.toString())).orElse("-"));
  }

  private static String mgdl(Optional<Glucose> glucose) {
    return glucose.map(value -> String.format(Locale.ROOT, "%.2f", value.mgdl())).orElse("-");
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "-";
  }

  /** Decimals of a record's own text, rounded. */
  private static String round(String text) {
    return Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?")
        .matcher(text)
        .replaceAll(found -> String.format(Locale.ROOT, "%.2f", Double.parseDouble(found.group())));
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
