package io.efollowup.forecast.outlook;

import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.WearerTraits.DiabetesType;
import io.efollowup.forecast.WearerTraits.Rounding;
import io.efollowup.forecast.internal.CommonFeatures;
import io.efollowup.forecast.internal.FeatureWriter;
import java.util.List;
import java.util.Optional;

/** What the net sees of a {@link Look} and its wearer: the same in training and in use. */
final class LookFeatures {
  /** How many inputs there are. */
  static final int SIZE = Look.LAGS - 1 + 6 + 5 + 8 + 2 + 6 + 5 + 3 + 3 + 4 + 4;

  /** Those that the data tells apart; any other is as good as unknown. */
  static final List<String> SENSORS = List.of("dexcom", "freestyle-libre", "medtronic");

  private static final List<Rounding> ROUNDINGS = List.of(Rounding.WHOLE_MGDL, Rounding.TENTH_MMOL);

  private static final List<DiabetesType> DIABETES =
      List.of(DiabetesType.NONE, DiabetesType.TYPE_1, DiabetesType.TYPE_2);

  private static final int MIDDLE = 72;
  private static final double CENTRE_MGDL = 140;

  private LookFeatures() {}

  static float[] of(Look look, WearerTraits traits) {
    FeatureWriter out = new FeatureWriter(SIZE);
    float[] values = look.mgdl();
    double last = values[0];
    double level = (last - CENTRE_MGDL) / 100;
    double highest = last;
    double lowest = last;
    for (int lag = 1; lag < Look.LAGS; lag++) {
      out.add((values[lag] - last) / 50);
      highest = Math.max(highest, values[lag]);
      lowest = Math.min(lowest, values[lag]);
    }
    addLevel(out, last, level);
    double mean = mean(look, Look.POINTS);
    double spread = spread(look, mean) / 30;
    double toMean = (mean - last) / 50;
    out.add(toMean);
    out.add((mean(look, MIDDLE) - last) / 50);
    out.add(spread);
    out.add((mean - CENTRE_MGDL) / 100);
    out.add(spread * toMean);
    CommonFeatures.addTrend(out, values[0], values[3], values[6], level, spread);
    out.add((highest - last) / 50);
    out.add((lowest - last) / 50);
    CommonFeatures.addTime(out, look.minuteOfDay(), level);
    for (double near : look.near()) {
      out.add(near);
    }
    out.add((Math.max(look.cadenceMinutes(), 5) - 5) / 10);
    out.add(look.side() < 0 ? 1 : 0);
    out.add(look.side() > 0 ? 1 : 0);
    out.add(look.beyondShare());
    addTraits(out, traits);
    return out.values();
  }

  private static void addLevel(FeatureWriter out, double last, double level) {
    out.add(level);
    out.add(level * level);
    out.add(Math.max(80 - last, 0) / 40);
    CommonFeatures.addExcess(out, last);
  }

  private static void addTraits(FeatureWriter out, WearerTraits traits) {
    addOne(out, ROUNDINGS, traits.rounding());
    addOne(out, SENSORS, traits.sensor());
    // Those at risk are among those without in the data.
    addOne(
        out,
        DIABETES,
        traits.diabetes().map(type -> type == DiabetesType.PREDIABETES ? DiabetesType.NONE : type));
  }

  private static <T> void addOne(FeatureWriter out, List<T> all, Optional<T> one) {
    Optional<T> known = one.filter(all::contains);
    for (T each : all) {
      out.add(known.isPresent() && known.get().equals(each) ? 1 : 0);
    }
    out.add(known.isPresent() ? 0 : 1);
  }

  private static double mean(Look look, int most) {
    double sum = 0;
    int count = 0;
    for (int point = 0; point < most; point++) {
      if (look.known()[point]) {
        sum += look.mgdl()[point];
        count++;
      }
    }
    return sum / count;
  }

  /** The spread of the last twelve hours, as far as known, mg/dL. */
  static double spread(Look look) {
    return spread(look, mean(look, Look.POINTS));
  }

  private static double spread(Look look, double mean) {
    double sum = 0;
    int count = 0;
    for (int point = 0; point < Look.POINTS; point++) {
      if (look.known()[point]) {
        double distance = look.mgdl()[point] - mean;
        sum += distance * distance;
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }
}
