package io.efollowup.forecast.quality;

import io.efollowup.forecast.GlucoseRisk.Limit;
import io.efollowup.forecast.GlucoseSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a series by the international consensus (Battelino et al., Lancet Diabetes
 * Endocrinol 11:42, 2023): one begins with the first point of a run of at least 15 minutes beyond
 * the limit and ends before the first run of at least 15 minutes back, or with the series. The same
 * as the episodes of the metrics.
 */
public final class GlucoseEvents {
  /** Points of a run that begins or ends an event. */
  static final int RUN = 15 / GlucoseSeries.STEP_MINUTES;

  private GlucoseEvents() {}

  /**
   * One event.
   *
   * @param begin its first point
   * @param end the point after its last
   */
  public record Event(int begin, int end) {}

  /** The events of a series, in order of time. */
  public static List<Event> of(GlucoseSeries series, Limit limit) {
    List<Event> events = new ArrayList<>();
    int begin = runOf(true, series, limit, 0);
    while (begin < series.length()) {
      int end = runOf(false, series, limit, begin);
      events.add(new Event(begin, end));
      begin = runOf(true, series, limit, end);
    }
    return events;
  }

  /** The first point of the first run beyond the limit or back, or the length of the series. */
  private static int runOf(boolean beyond, GlucoseSeries series, Limit limit, int from) {
    int run = 0;
    for (int point = from; point < series.length(); point++) {
      run = limit.isPassedBy(series.mgdl(point)) == beyond ? run + 1 : 0;
      if (run == RUN) {
        return point - RUN + 1;
      }
    }
    return series.length();
  }
}
