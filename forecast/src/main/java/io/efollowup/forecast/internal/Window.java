package io.efollowup.forecast.internal;

import io.efollowup.forecast.Forecaster;
import io.efollowup.forecast.History;
import io.efollowup.forecast.SubjectSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A place in a series where a forecast begins.
 *
 * @param next index of the first point to forecast; {@link Forecaster#STEPS} points are there
 */
public record Window(SubjectSeries of, int next) {
  /** Every window of these series that has {@code first} points before it, {@code stride} apart. */
  public static List<Window> all(List<SubjectSeries> series, int first, int stride) {
    List<Window> windows = new ArrayList<>();
    for (SubjectSeries one : series) {
      for (int next = first; next + Forecaster.STEPS <= one.series().length(); next += stride) {
        windows.add(new Window(one, next));
      }
    }
    return windows;
  }

  /** At most {@code most} of these windows, drawn without replacement, in the order given. */
  public static List<Window> sample(List<Window> windows, int most, long seed) {
    if (windows.size() <= most) {
      return windows;
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<Window> drawn = new ArrayList<>(most);
    for (int i = 0; i < windows.size(); i++) {
      if (random.nextInt(windows.size() - i) < most - drawn.size()) {
        drawn.add(windows.get(i));
      }
    }
    return drawn;
  }

  public History history() {
    return of.series().before(next);
  }

  /** The value that came at a step, 0 being the first, in mg/dL. */
  public float came(int step) {
    return of.series().mgdl(next + step);
  }
}
