package io.efollowup.report.internal;

import io.efollowup.insight.DayView;
import io.efollowup.insight.ReviewedStretch;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.TalkingPoint.Place;
import io.efollowup.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lays a seven-day report out on pages: the summary with what to talk about, the daily curves, then
 * parts of the day, nights, lows and highs, risk, and what was seen around meals, exercise and
 * medicines.
 */
public final class SevenDayDocument {
  private static final float GAP = 10;
  private static final float TOP_CARDS = 178;
  private static final float DENSE_ROW = 12;
  private static final int DAYS_ON_PAGE = 7;
  private static final int FIRST_CURVES = 2;
  private static final float LARGEST_PROFILE = 280;
  private static final float LEAST_PROFILE = 170;
  private static final float LARGEST_PANEL = 240;

  private final Sheets sheets;
  private final Report report;
  private final Heading heading;

  private SevenDayDocument(Sheets sheets, Report report) {
    this.sheets = sheets;
    this.report = report;
    this.heading = report.heading();
  }

  /** Writes the report as PDF. The stream stays open. */
  public static void write(
      SevenDayAnalysis analysis, ReportOptions options, FontSet fonts, OutputStream out)
      throws IOException {
    Report report = Report.of(analysis, options);
    Sheets.write(
        report.heading(), fonts, out, sheets -> new SevenDayDocument(sheets, report).pages());
  }

  private void pages() {
    List<DayView> days = report.analysis().daily();
    int curvePages = Math.ceilDiv(days.size(), DAYS_ON_PAGE);
    int pages;
    PageFlow flow;
    try (Canvas canvas = sheets.next()) {
      PageFrame frame = new PageFrame(canvas, heading);
      flow = new PageFlow(canvas, report, frame.followingRoom(), FIRST_CURVES + curvePages);
      Places places = place(flow);
      pages = flow.lastPage();
      summary(canvas, frame.first(), places);
      frame.footer(1, pages);
    }
    for (int page = FIRST_CURVES; page <= pages; page++) {
      try (Canvas canvas = sheets.next()) {
        PageFrame frame = new PageFrame(canvas, heading);
        Box room = frame.following();
        int from = (page - FIRST_CURVES) * DAYS_ON_PAGE;
        if (from < days.size()) {
          curves(canvas, room, days.subList(from, Math.min(days.size(), from + DAYS_ON_PAGE)));
        } else {
          flow.draw(canvas, page);
        }
        frame.footer(page, pages);
      }
    }
  }

  /** Plans what follows the curves and tells where each part of it stands. */
  private Places place(PageFlow flow) {
    Map<Place, Integer> pages = new EnumMap<>(Place.class);
    if (isLong()) {
      flow.add(DaysCard::new);
    }
    pages.put(Place.TIMES_OF_DAY, flow.add(BlocksCard::new));
    pages.put(Place.LOWS_AND_HIGHS, flow.add(LowsHighsCard::new));
    pages.put(Place.NIGHTS, flow.add(NightsCard::new));
    pages.put(Place.FIGURES, flow.add(RiskCard::new));
    boolean meals = !report.findings().meals().responses().isEmpty();
    if (meals) {
      flow.beginSubject();
      pages.put(Place.MEALS, flow.add(MealTimesCard::new));
      if (!report.findings().meals().foods().isEmpty()) {
        flow.add(FoodsCard::new);
      }
      if (!report.findings().meals().ranked().isEmpty()) {
        flow.add(MealsCard::new);
      }
    }
    if (!report.findings().effects().isEmpty()) {
      flow.add(EffectsCard::new);
    }
    return new Places(pages);
  }

  /** Whether the days are too many for a table on the first page. */
  private boolean isLong() {
    return report.analysis().daily().size() > DAYS_ON_PAGE;
  }

  private void summary(Canvas canvas, Box room, Places places) {
    float left = room.width() * 0.64f;
    new RangeCard(canvas, report).draw(new Box(room.x(), room.y(), left, TOP_CARDS));
    new FiguresCard(canvas, report)
        .draw(new Box(room.x() + left + GAP, room.y(), room.width() - left - GAP, TOP_CARDS));
    float y = room.y() + TOP_CARDS + GAP;
    TalkCard talk = new TalkCard(canvas, report);
    float talkHeight = talk.height(room.width());
    talk.draw(new Box(room.x(), y, room.width(), talkHeight), places);
    y += talkHeight + GAP;
    DaysCard days = new DaysCard(canvas, report);
    float rest = room.bottom() - y;
    float table = isLong() ? 0 : days.height(room.width()) + GAP;
    if (table > 0 && rest - table < LEAST_PROFILE) {
      days = new DaysCard(canvas, report, DENSE_ROW);
      table = days.height(room.width()) + GAP;
    }
    float profile = Math.min(LARGEST_PROFILE, rest - table);
    new ProfileCard(canvas, report).draw(new Box(room.x(), y, room.width(), profile));
    if (table > 0) {
      days.draw(new Box(room.x(), y + profile + GAP, room.width(), table - GAP));
    }
  }

  private void curves(Canvas canvas, Box room, List<DayView> days) {
    canvas.text(room.x(), room.y() + 18, report.words().say("curves"), Type.HEADING);
    canvas.text(
        room.right(),
        room.y() + 18,
        report.options().unit().symbol(),
        Type.NOTE,
        Canvas.Align.RIGHT);
    canvas.text(room.x(), room.y() + 29, report.words().say("curves.note"), Type.SMALL);
    canvas.text(room.x(), room.y() + 38, legend(days), Type.SMALL);
    Box body = room.inset(0, 56, 0, 10);
    float height = panelHeight(body);
    DayPanel panel = new DayPanel(canvas, report);
    for (int i = 0; i < days.size(); i++) {
      Box box = new Box(body.x(), body.y() + i * height, body.width(), height);
      panel.draw(box, days.get(i), i == 0, i == days.size() - 1);
    }
  }

  /** What shapes under the curves mean, as far as there are any. */
  private String legend(List<DayView> days) {
    boolean events = days.stream().anyMatch(day -> !day.events().isEmpty());
    boolean suspects =
        report.findings().stretches().stream().anyMatch(ReviewedStretch::compressionSuspected);
    return (events ? report.words().say("curves.insulin") : "")
        + (suspects ? report.words().say("curves.suspects") : "");
  }

  /** The same on every page; a period of few days has large panels. */
  private float panelHeight(Box body) {
    int most = Math.min(DAYS_ON_PAGE, report.analysis().daily().size());
    return Math.min(LARGEST_PANEL, body.height() / most);
  }
}
