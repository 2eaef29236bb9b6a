package io.efollowup.forecast.outlook;

import io.efollowup.forecast.Synthetic;
import io.efollowup.forecast.WearerProfile;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Made-up people who wear sensors. */
final class People {
  static final long BEGIN = 1_700_000_100L;

  private People() {}

  static GlucoseTrace trace(int length, int cadenceMinutes, long seed) {
    float[] mgdl = Synthetic.values(length * cadenceMinutes / 5 + 1, seed);
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int i = 0; i < length; i++) {
      double value = Math.clamp(mgdl[i * cadenceMinutes / 5], 40, 400);
      builder.add(BEGIN + 60L * cadenceMinutes * i, new GlucoseValue.Measured(Glucose.mgdl(value)));
    }
    return builder.build();
  }

  static List<TrainingSubject> of(int people, int length) {
    List<TrainingSubject> subjects = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      subjects.add(
          new TrainingSubject(
              "made-up",
              "p" + person,
              trace(length, 5, person),
              ZoneOffset.UTC,
              WearerProfile.UNKNOWN));
    }
    return subjects;
  }

  /** A small model, trained once. */
  static OutlookTraining.Trained trained() {
    return Shared.TRAINED;
  }

  private static final class Shared {
    static final List<TrainingSubject> PEOPLE = of(15, 500);
    static final ModelCard.Settings SMALL = new ModelCard.Settings(8, 1, 0);
    static final OutlookTraining.Trained TRAINED =
        OutlookTraining.train(PEOPLE, SMALL, 5, (stage, done, of) -> {});
  }
}
