package io.efollowup.forecast.quality;

import io.efollowup.forecast.Forecaster;
import io.efollowup.forecast.History;
import io.efollowup.forecast.ProbabilisticForecaster;
import io.efollowup.forecast.Wearer;
import io.efollowup.forecast.WearerProfile;
import java.util.Optional;

/** A forecaster in the form in which all are judged alike. */
public interface ForesightSource {
  /** What the strength of its warnings is measured in. */
  AlarmScale scale();

  /** What it says at the end of a history; empty where it says nothing. */
  Optional<Foresight> at(Wearer wearer, History history);

  /** A forecaster of points: it warns where a point within the time is beyond the limit. */
  static ForesightSource ofPoints(Forecaster forecaster) {
    return new PointForesight(forecaster);
  }

  /** A forecaster of risks, of patients of whom this is known; its points are its medians. */
  static ForesightSource ofRisks(ProbabilisticForecaster forecaster, WearerProfile profile) {
    return new RiskForesight(forecaster, profile);
  }
}
