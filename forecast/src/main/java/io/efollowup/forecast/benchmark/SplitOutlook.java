package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.WearerProfile;
import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.internal.SeriesTrace;
import io.efollowup.forecast.outlook.ModelCard.Settings;
import io.efollowup.forecast.outlook.OutlookModel;
import io.efollowup.forecast.outlook.OutlookTraining;
import io.efollowup.forecast.outlook.TrainingSubject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The model of outlooks, trained on the training parts of a split as on any wears. */
final class SplitOutlook {
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
    return new TrainingSubject(
        Integer.toString(part.wearer().source()),
        Integer.toString(part.wearer().subject()),
        SeriesTrace.of(part.series(), 0, part.series().length()),
        ZoneOffset.UTC,
        profile(part.wearer().traits()));
  }

  /** What is known of a wearer of the benchmark, whose points are five minutes apart. */
  static WearerProfile profile(WearerTraits traits) {
    return WearerProfile.of(
        new WearerTraits(
            Optional.empty(),
            OptionalInt.of(GlucoseSeries.STEP_MINUTES),
            traits.rounding(),
            traits.diabetes()));
  }
}
