package io.efollowup.forecast.quality;

import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.Wearer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good a forecaster is on patients it was not trained on, or not at that time. Gathered patient
 * by patient; several gatherings, such as those of several seeds, can be joined. Immutable.
 */
public final class ForecastQuality {
  private final AlarmScale scale;
  private final Map<Wearer, PatientTally> patients;

  private ForecastQuality(AlarmScale scale, Map<Wearer, PatientTally> patients) {
    this.scale = scale;
    this.patients = patients;
  }

  /**
   * Judges a forecaster at every point of these series that has enough points before it, and 85
   * minutes after it in which what it says can come true.
   *
   * @param before how many points a history has at least; four or more
   */
  public static ForecastQuality of(ForesightSource source, List<SubjectSeries> series, int before) {
    if (before < 4) {
      throw new IllegalArgumentException("a forecast is judged after at least four points");
    }
    Map<Wearer, PatientTally> patients = new LinkedHashMap<>();
    for (SubjectSeries one : series) {
      patients
          .computeIfAbsent(one.wearer(), wearer -> new PatientTally(source.scale()))
          .judge(source, one, before);
    }
    patients.values().removeIf(tally -> tally.origins() == 0);
    return new ForecastQuality(source.scale(), patients);
  }

  /**
   * Both together: the forecasts of a patient who is in both are that patient's.
   *
   * @throws IllegalArgumentException where their alarms are not on the same scale
   */
  public ForecastQuality and(ForecastQuality other) {
    if (scale != other.scale) {
      throw new IllegalArgumentException("alarms on different scales cannot be joined");
    }
    Map<Wearer, PatientTally> joined = new LinkedHashMap<>();
    for (Map<Wearer, PatientTally> part : List.of(patients, other.patients)) {
      part.forEach(
          (wearer, tally) ->
              joined.computeIfAbsent(wearer, each -> new PatientTally(scale)).add(tally));
    }
    return new ForecastQuality(scale, joined);
  }

  /** How many patients. */
  public int patients() {
    return patients.size();
  }

  /**
   * All figures that any forecast or event bears on.
   *
   * @param seed of the patients drawn for the intervals
   */
  public List<QualityFigure> figures(long seed) {
    return new QualityFigures(scale, List.copyOf(patients.values()), seed).all();
  }
}
