package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.WearerProfile;
import io.efollowup.forecast.WearerProfile.Diabetes;
import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.internal.SeriesTrace;
import io.efollowup.forecast.outlook.ModelCard.Settings;
import io.efollowup.forecast.outlook.OutlookModel;
import io.efollowup.forecast.outlook.OutlookTraining;
import io.efollowup.forecast.outlook.TrainingSubject;
import io.efollowup.glucose.GlucoseTrace;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The model of outlooks, trained on the training parts of a split as on any wears. */
final class SplitOutlook {
  private static final double WHOLE_MGDL = 1;
  private static final double TENTH_MMOL_MGDL = 1.8;

  private SplitOutlook() {}

  static OutlookModel train(List<SubjectSeries> parts, long seed) {
    List<TrainingSubject> subjects =
        parts.stream()
            .filter(part -> part.series().length() > 0)
            .map(SplitOutlook::subject)
            .toList();
    return OutlookTraining.train(subjects, Settings.USUAL, seed, (stage, done, of) -> {}).model();
  }

  private static TrainingSubject subject(SubjectSeries part) {
    GlucoseTrace trace = SeriesTrace.of(part.series(), 0, part.series().length());
    return new TrainingSubject(
        Integer.toString(part.wearer().source()),
        Integer.toString(part.wearer().subject()),
        trace,
        ZoneOffset.UTC,
        profile(part.wearer().traits()));
  }

  /** What is known of a wearer of the benchmark, whose readings are five minutes apart by now. */
  static WearerProfile profile(WearerTraits traits) {
    return new WearerProfile(
        Optional.empty(),
        OptionalInt.of(GlucoseSeries.STEP_MINUTES),
        rounding(traits),
        traits.diabetes().map(SplitOutlook::diabetes),
        WearerProfile.MeasuringRange.USUAL);
  }

  private static OptionalDouble rounding(WearerTraits traits) {
    if (traits.rounding().isEmpty()) {
      return OptionalDouble.empty();
    }
    return switch (traits.rounding().get()) {
      case WHOLE_MGDL -> OptionalDouble.of(WHOLE_MGDL);
      case TENTH_MMOL -> OptionalDouble.of(TENTH_MMOL_MGDL);
      case FINER -> OptionalDouble.empty();
    };
  }

  private static Diabetes diabetes(WearerTraits.DiabetesType type) {
    return switch (type) {
      case NONE, PREDIABETES -> Diabetes.NONE;
      case TYPE_1 -> Diabetes.TYPE_1;
      case TYPE_2 -> Diabetes.TYPE_2;
      case OTHER -> Diabetes.OTHER;
    };
  }
}
