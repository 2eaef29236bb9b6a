package io.efollowup.forecast.outlook;

import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.WearerTraits.Rounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Makes of a real history what a device might have sent of it: fewer readings, pauses, a short
 * history, coarser rounding, a narrower measuring range, another sensor, less known of the wearer.
 * What came after it stays as it was, so that intervals learnt and calibrated on such cases hold
 * for them. Where sensors that read every five minutes are worn by healthy people alone, a net
 * would take the sensor for the health of its wearer: so readings of 15 minutes are also made
 * finer.
 */
final class Draws {
  private static final double THINNED = 0.2;
  private static final double PAUSED = 0.3;
  private static final double SHORTENED = 0.15;
  private static final double ROUNDED = 0.2;
  private static final double CENSORED = 0.03;
  private static final double FINER = 0.5;
  private static final double FINER_CADENCE_MINUTES = 5;
  private static final double NOISE_MGDL = 2;
  private static final long LONGEST_LINE_SECONDS = 16 * 60L;
  private static final double OTHER_SENSOR = 0.4;
  private static final double UNKNOWN = 0.3;
  private static final double KEPT = 0.8;
  private static final double TENTH_MMOL_MGDL = 1.801559;
  private static final double FINE_CADENCE_MINUTES = 7;

  private final SplittableRandom random;
  private final double changed;

  /**
   * Draws.
   *
   * @param changed share of cases whose readings are changed; the others are as recorded
   */
  Draws(SplittableRandom random, double changed) {
    this.random = random;
    this.changed = changed;
  }

  /** A case: a history that ends at the last reading, and what is known of its wearer. */
  record Drawn(Readings readings, WearerTraits traits) {}

  /** A history up to reading {@code last}, drawn; empty where too little is left to go on. */
  Optional<Drawn> draw(Readings all, int last, WearerTraits wearer, double cadenceMinutes) {
    int from = all.firstNotBefore(Look.reach(all.seconds()[last]));
    if (random.nextDouble() >= changed) {
      Readings kept = all.kept(from, last + 1, i -> true);
      WearerTraits known = known(wearer, cadenceMinutes);
      return Look.isEnough(kept) ? Optional.of(new Drawn(kept, known)) : Optional.empty();
    }
    return changed(all, from, last, wearer, cadenceMinutes);
  }

  private Optional<Drawn> changed(
      Readings all, int from, int last, WearerTraits wearer, double cadenceMinutes) {
    long end = all.seconds()[last];
    boolean thinned = random.nextDouble() < THINNED && cadenceMinutes < FINE_CADENCE_MINUTES;
    int every = thinned ? 2 + random.nextInt(2) : 1;
    IntPredicate keep = i -> (last - i) % every == 0;
    if (random.nextDouble() < PAUSED) {
      long pauseEnd = end - 60L * random.nextInt(4, 91);
      long pauseBegin = pauseEnd - 60L * random.nextInt(10, 121);
      keep =
          keep.and(i -> i == last || all.seconds()[i] >= pauseEnd || all.seconds()[i] < pauseBegin);
    }
    if (random.nextDouble() < SHORTENED) {
      long begin = end - 60L * random.nextInt(30, 361);
      keep = keep.and(i -> all.seconds()[i] >= begin);
    }
    Readings kept = all.kept(from, last + 1, keep);
    WearerTraits known = known(wearer, cadenceMinutes * every);
    if (cadenceMinutes > FINE_CADENCE_MINUTES && random.nextDouble() < FINER) {
      kept = finer(kept);
      known = known(anotherSensor(wearer), FINER_CADENCE_MINUTES);
    } else if (random.nextDouble() < OTHER_SENSOR) {
      known = known(anotherSensor(wearer), cadenceMinutes * every);
    }
    if (random.nextDouble() < ROUNDED) {
      round(kept);
      known = inTenths(known);
    }
    if (random.nextDouble() < CENSORED) {
      censor(kept);
    }
    return Look.isEnough(kept) ? Optional.of(new Drawn(kept, known)) : Optional.empty();
  }

  private WearerTraits anotherSensor(WearerTraits wearer) {
    int drawn = random.nextInt(LookFeatures.SENSORS.size());
    return wearer.withSensor(LookFeatures.SENSORS.get(drawn));
  }

  /** Two points on each line between readings of 15 minutes, as noisy as a sensor. */
  private Readings finer(Readings coarse) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < coarse.size(); i++) {
      long pause = i == 0 ? 0 : coarse.seconds()[i] - coarse.seconds()[i - 1];
      for (int part = 1; part < 3 && pause > 0 && pause <= LONGEST_LINE_SECONDS; part++) {
        double from = coarse.mgdl()[i - 1];
        double value = from + part / 3.0 * (coarse.mgdl()[i] - from);
        points.add(
            new double[] {
              coarse.seconds()[i - 1] + part * (pause / 3),
              Math.max(20, value + NOISE_MGDL * random.nextGaussian()),
              coarse.sides()[i - 1] == coarse.sides()[i] ? coarse.sides()[i] : 0
            });
      }
      points.add(new double[] {coarse.seconds()[i], coarse.mgdl()[i], coarse.sides()[i]});
    }
    return Readings.of(points);
  }

  private static void round(Readings readings) {
    for (int i = 0; i < readings.size(); i++) {
      readings.mgdl()[i] = Math.rint(readings.mgdl()[i] / TENTH_MMOL_MGDL) * TENTH_MMOL_MGDL;
    }
  }

  /** A bound near the last value, so that there is something beyond it. */
  private void censor(Readings readings) {
    double bound = readings.mgdl()[readings.size() - 1] + random.nextInt(-15, 16);
    boolean low = random.nextBoolean();
    for (int i = 0; i < readings.size(); i++) {
      if (low ? readings.mgdl()[i] < bound : readings.mgdl()[i] > bound) {
        readings.mgdl()[i] = bound;
        readings.sides()[i] = low ? Readings.BELOW : Readings.ABOVE;
      }
    }
  }

  private WearerTraits known(WearerTraits wearer, double cadence) {
    boolean nothing = random.nextDouble() < UNKNOWN;
    boolean sensor = !nothing && random.nextDouble() < KEPT;
    boolean diabetes = !nothing && random.nextDouble() < KEPT;
    boolean rounding = !nothing && random.nextDouble() < KEPT;
    boolean stated = !nothing && random.nextDouble() < KEPT;
    return new WearerTraits(
        sensor ? wearer.sensor() : Optional.empty(),
        stated ? OptionalInt.of(Math.clamp(Math.round(cadence), 1, 15)) : OptionalInt.empty(),
        rounding ? wearer.rounding() : Optional.empty(),
        diabetes ? wearer.diabetes() : Optional.empty());
  }

  private static WearerTraits inTenths(WearerTraits traits) {
    return new WearerTraits(
        traits.sensor(),
        traits.cadenceMinutes(),
        traits.rounding().map(known -> Rounding.TENTH_MMOL),
        traits.diabetes());
  }
}
