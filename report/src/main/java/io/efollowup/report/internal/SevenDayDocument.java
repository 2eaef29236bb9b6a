package io.efollowup.report.internal;

import io.efollowup.insight.DayView;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Lays a seven-day report out on pages. */
public final class SevenDayDocument {
  private static final float GAP = 10;
  private static final float TOP_CARDS = 184;
  private static final float ROW = 15;
  private static final float DENSE_ROW = 11.5f;
  private static final int MOST_DAYS_IN_TABLE = 14;
  private static final int DAYS_ON_PAGE = 7;
  private static final float LARGEST_PROFILE = 300;
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
    int pages = 1 + Math.ceilDiv(days.size(), DAYS_ON_PAGE);
    try (Canvas canvas = sheets.next()) {
      PageFrame frame = new PageFrame(canvas, heading);
      summary(canvas, frame.first());
      frame.footer(1, pages);
    }
    for (int page = 2; page <= pages; page++) {
      int from = (page - 2) * DAYS_ON_PAGE;
      try (Canvas canvas = sheets.next()) {
        PageFrame frame = new PageFrame(canvas, heading);
        curves(
            canvas,
            frame.following(),
            days.subList(from, Math.min(days.size(), from + DAYS_ON_PAGE)));
        frame.footer(page, pages);
      }
    }
  }

  private void summary(Canvas canvas, Box room) {
    float left = room.width() * 0.64f;
    new RangeCard(canvas, report).draw(new Box(room.x(), room.y(), left, TOP_CARDS));
    new FiguresCard(canvas, report)
        .draw(new Box(room.x() + left + GAP, room.y(), room.width() - left - GAP, TOP_CARDS));
    int days = report.analysis().daily().size();
    boolean table = days <= MOST_DAYS_IN_TABLE;
    float row = days <= DAYS_ON_PAGE ? ROW : DENSE_ROW;
    float tableHeight = table ? DaysCard.heightFor(days, row) : 0;
    float stretches = new StretchesCard(canvas, report).height();
    float taken = TOP_CARDS + stretches + 2 * GAP + (table ? tableHeight + GAP : 0);
    float profile = Math.min(LARGEST_PROFILE, room.height() - taken);
    float y = room.y() + TOP_CARDS + GAP;
    new ProfileCard(canvas, report).draw(new Box(room.x(), y, room.width(), profile));
    y += profile + GAP;
    if (table) {
      new DaysCard(canvas, report).draw(new Box(room.x(), y, room.width(), tableHeight), row);
      y += tableHeight + GAP;
    }
    new StretchesCard(canvas, report).draw(new Box(room.x(), y, room.width(), stretches));
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
    if (!days.stream().allMatch(day -> day.events().isEmpty())) {
      canvas.text(room.x(), room.y() + 38, report.words().say("curves.insulin"), Type.SMALL);
    }
    Box body = room.inset(0, 56, 0, 10);
    float height = panelHeight(body);
    DayPanel panel = new DayPanel(canvas, report);
    for (int i = 0; i < days.size(); i++) {
      Box box = new Box(body.x(), body.y() + i * height, body.width(), height);
      panel.draw(box, days.get(i), i == 0, i == days.size() - 1);
    }
  }

  /** The same on every page; a period of few days has large panels. */
  private float panelHeight(Box body) {
    int most = Math.min(DAYS_ON_PAGE, report.analysis().daily().size());
    return Math.min(LARGEST_PANEL, body.height() / most);
  }
}
