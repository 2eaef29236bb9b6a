package io.efollowup.insight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps a list of talking points short. Lows come first, but neither the first high nor missing
 * readings are lost behind them: rather the lesser points about lows are.
 */
final class WeightiestPoints {
  /** What is said of lows beside how much there is of them, least weighty first. */
  private static final List<Class<? extends TalkingPoint>> LESSER =
      List.of(
          TalkingPoint.SuspectLows.class,
          TalkingPoint.LowNights.class,
          TalkingPoint.UnnoticedLows.class);

  private WeightiestPoints() {}

  /** At most so many of the points, in their order. */
  static List<TalkingPoint> of(List<TalkingPoint> points, int most) {
    if (points.size() <= most) {
      return List.copyOf(points);
    }
    List<TalkingPoint> kept = new ArrayList<>();
    first(points, WeightiestPoints::isHigh).ifPresent(kept::add);
    first(points, TalkingPoint.MissingReadings.class::isInstance).ifPresent(kept::add);
    List<TalkingPoint> lows = new ArrayList<>(points.stream().filter(p -> isLow(p)).toList());
    for (Class<? extends TalkingPoint> lesser : LESSER) {
      if (lows.size() + kept.size() > most) {
        lows.removeIf(lesser::isInstance);
      }
    }
    kept.addAll(lows);
    points.stream().filter(p -> !isLow(p) && !kept.contains(p)).forEach(kept::add);
    return inOrder(points, kept.subList(0, Math.min(most, kept.size())));
  }

  private static List<TalkingPoint> inOrder(
      List<TalkingPoint> points, Collection<TalkingPoint> kept) {
    Set<TalkingPoint> chosen = new HashSet<>(kept);
    return points.stream().filter(chosen::contains).toList();
  }

  private static Optional<TalkingPoint> first(
      List<TalkingPoint> points, Predicate<TalkingPoint> wanted) {
    return points.stream().filter(wanted).findFirst();
  }

  private static boolean isHigh(TalkingPoint point) {
    return point instanceof TalkingPoint.VeryHigh || point instanceof TalkingPoint.AboveTarget;
  }

  private static boolean isLow(TalkingPoint point) {
    return point instanceof TalkingPoint.VeryLow
        || point instanceof TalkingPoint.BelowTarget
        || LESSER.contains(point.getClass());
  }
}
