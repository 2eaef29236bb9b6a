package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseTrace;
import java.util.ArrayList;
import java.util.List;

/** Chooses which readings of a long trace are drawn: the lowest and the highest of each span. */
public final class Thinned {
  private Thinned() {}

  /**
   * Indexes of the readings to draw, ascending. Extremes and out-of-range readings stay: a short
   * low is the reason somebody looks.
   *
   * @param spans number of spans the whole time is divided into
   */
  public static List<Integer> indexes(GlucoseTrace trace, long from, long to, int spans) {
    List<Integer> chosen = new ArrayList<>();
    if (trace.size() <= 2 * spans) {
      for (int i = 0; i < trace.size(); i++) {
        chosen.add(i);
      }
      return chosen;
    }
    double width = (double) (to - from) / spans;
    int i = 0;
    while (i < trace.size()) {
      long span = (long) ((trace.epochSecond(i) - from) / width);
      int end = i;
      int lowest = -1;
      int highest = -1;
      while (end < trace.size() && (long) ((trace.epochSecond(end) - from) / width) == span) {
        if (!trace.isMeasured(end)) {
          chosen.add(end);
        } else {
          lowest = lowest < 0 || trace.mgdl(end) < trace.mgdl(lowest) ? end : lowest;
          highest = highest < 0 || trace.mgdl(end) > trace.mgdl(highest) ? end : highest;
        }
        end++;
      }
      if (lowest >= 0) {
        chosen.add(lowest);
      }
      if (highest >= 0 && highest != lowest) {
        chosen.add(highest);
      }
      i = end;
    }
    chosen.sort(null);
    return chosen;
  }
}
