package io.efollowup.forecast.quality;

import io.efollowup.forecast.GlucoseRisk.Limit;
import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.quality.GlucoseEvents.Event;
import java.util.List;

/**
 * Alarms of one patient for one limit, time ahead and threshold, counted.
 *
 * <p>An alarm is a claim: an event begins within so many minutes. One is raised where the strength
 * is above the threshold, glucose is not beyond the limit and no event or claim is open. It is true
 * when an event begins within its time or a quarter of an hour more, and then open until the event;
 * else it is false, and open until its time is over. So a warning that is kept up is counted again
 * and again while it is false, and an event has one true alarm at most. An event counts where an
 * alarm could have been raised before it.
 */
final class AlarmTally {
  /** How much later than said an event may begin, in steps: as long as it takes to be an event. */
  private static final int GRACE = GlucoseEvents.RUN;

  private final int horizon;
  private final long[] leads;
  private long events;
  private long falseAlarms;

  /**
   * Nothing yet.
   *
   * @param horizon in steps of five minutes
   */
  AlarmTally(int horizon) {
    this.horizon = horizon;
    this.leads = new long[reach(horizon) + 1];
  }

  /** How many points must follow an origin for its alarm to be judged. */
  static int pointsAfter(int horizon) {
    return reach(horizon) + GlucoseEvents.RUN - 1;
  }

  private static int reach(int horizon) {
    return horizon + GRACE;
  }

  /**
   * Judges the alarms of a series.
   *
   * @param events those of the series for the limit
   * @param first the first origin
   * @param strengths at each origin; NaN where nothing was said
   */
  void judge(
      GlucoseSeries series,
      List<Event> events,
      Limit limit,
      int first,
      double[] strengths,
      double threshold) {
    int next = 0;
    int counted = -1;
    int openUntil = first;
    for (int origin = first; origin < first + strengths.length; origin++) {
      while (next < events.size() && events.get(next).end() <= origin) {
        next++;
      }
      int begin = next < events.size() ? events.get(next).begin() : Integer.MAX_VALUE;
      if (begin <= origin || limit.isPassedBy(series.mgdl(origin))) {
        continue;
      }
      boolean comes = begin - origin <= reach(horizon);
      if (comes && counted < next) {
        counted = next;
        this.events++;
      }
      if (origin >= openUntil && strengths[origin - first] > threshold) {
        if (comes) {
          leads[begin - origin]++;
        } else {
          falseAlarms++;
        }
        openUntil = comes ? begin : origin + horizon;
      }
    }
  }

  void add(AlarmTally other) {
    events += other.events;
    falseAlarms += other.falseAlarms;
    for (int steps = 0; steps < leads.length; steps++) {
      leads[steps] += other.leads[steps];
    }
  }

  long events() {
    return events;
  }

  long falseAlarms() {
    return falseAlarms;
  }

  /** True alarms that came at least so many steps before their event. */
  long trueAlarms(int steps) {
    long sum = 0;
    for (int lead = steps; lead < leads.length; lead++) {
      sum += leads[lead];
    }
    return sum;
  }

  /** True alarms that came so many steps before their event, by steps. */
  long[] leads() {
    return leads;
  }
}
