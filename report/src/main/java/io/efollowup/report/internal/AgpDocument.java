package io.efollowup.report.internal;

import io.efollowup.insight.AgpAnalysis;
import io.efollowup.insight.AgpSufficiency;
import io.efollowup.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Lays an ambulatory glucose profile report out on its one page. */
public final class AgpDocument {
  private static final float GAP = 9;
  private static final float TOP_CARDS = 196;

  /** Room of a Letter page. */
  private static final float LEAST_ROOM = 668;

  private static final float RANGES_SHARE = 0.64f;

  private final AgpAnalysis analysis;
  private final Report report;
  private final Words words;

  private AgpDocument(AgpAnalysis analysis, Report report) {
    this.analysis = analysis;
    this.report = report;
    this.words = report.words();
  }

  /** Writes the report as PDF. The stream stays open. */
  public static void write(
      AgpAnalysis analysis, ReportOptions options, FontSet fonts, OutputStream out)
      throws IOException {
    AgpDocument document = new AgpDocument(analysis, Report.of(analysis.wear(), options));
    Sheets.write(document.heading(), fonts, out, document::page);
  }

  private Heading heading() {
    return new Heading(
        words.say("agp.title"),
        report.period(),
        notice(),
        analysis.sufficiency().level() != AgpSufficiency.Level.ENOUGH,
        report.analysis().zone(),
        report.options(),
        words,
        report.numbers());
  }

  private String notice() {
    AgpSufficiency is = analysis.sufficiency();
    String key =
        switch (is.level()) {
          case NOTHING -> "sufficiency.nothing";
          case TOO_SHORT -> "agp.notice.short";
          case NO_CURVE -> "agp.notice.no-curve";
          case LIMITED -> "agp.notice.limited";
          case ENOUGH -> "agp.notice.enough";
        };
    return words.say(
        key,
        is.sensorDays(),
        Math.max(is.days(), AgpSufficiency.DAYS_NEEDED),
        report.numbers().percent(is.activePercent().orElse(0)),
        report.numbers().onePlace(is.hoursWorn()),
        days(is));
  }

  /** How many days have readings, and of how many; longer periods are told by their own length. */
  private String days(AgpSufficiency is) {
    int needed = AgpSufficiency.DAYS_NEEDED;
    if (is.days() <= needed) {
      return words.say("agp.notice.days.needed", is.sensorDays(), needed);
    }
    return words.say(
        is.sensorDays() < needed ? "agp.notice.days.few" : "agp.notice.days",
        is.sensorDays(),
        is.days(),
        needed);
  }

  private void page(Sheets sheets) {
    try (Canvas canvas = sheets.next()) {
      PageFrame frame = new PageFrame(canvas, heading());
      draw(canvas, frame.first());
      frame.footer(1, 1);
    }
  }

  private void draw(Canvas canvas, Box room) {
    float left = room.width() * RANGES_SHARE;
    new RangeCard(canvas, report).drawExplained(new Box(room.x(), room.y(), left, TOP_CARDS));
    new FiguresCard(canvas, report)
        .draw(new Box(room.x() + left + GAP, room.y(), room.width() - left - GAP, TOP_CARDS));
    float spare = (room.height() - LEAST_ROOM) / 3;
    ThumbnailsCard days = new ThumbnailsCard(canvas, report, spare);
    float daysHeight = days.height();
    float y = room.y() + TOP_CARDS + GAP;
    float profile = room.bottom() - y - GAP - daysHeight;
    new ProfileCard(canvas, report)
        .draw(new Box(room.x(), y, room.width(), profile), withoutCurve());
    days.draw(new Box(room.x(), y + profile + GAP, room.width(), daysHeight));
  }

  /** The sentence instead of a curve, where there is too little data for one. */
  private Optional<String> withoutCurve() {
    return analysis.sufficiency().hasCurve()
        ? Optional.empty()
        : Optional.of(words.say("agp.missing", AgpSufficiency.DAYS_FOR_CURVE));
  }
}
