package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.ForecastModel;
import io.efollowup.forecast.WearerTraits;
import java.util.Set;

/**
 * A data set of a suite and how the protocol cuts it.
 *
 * @param name what the set is called in tables
 * @param file where its readings are, relative to the suite
 * @param gapMinutes a longer pause begins a new segment
 * @param minReadings segments with fewer readings are left out
 * @param segment points that validation and test each take of a subject
 * @param maxInput points before the first forecast of a series
 * @param lags lags of the linear model
 * @param dropIds subjects to leave out
 * @param dropRows rows of the file to leave out, the first after the header being 0
 * @param traits what the suite says of its wearers and their sensor
 */
public record DataSetParameters(
    String name,
    String file,
    int gapMinutes,
    int minReadings,
    int segment,
    int maxInput,
    int lags,
    Set<String> dropIds,
    Set<Long> dropRows,
    WearerTraits traits) {
  public DataSetParameters {
    dropIds = Set.copyOf(dropIds);
    dropRows = Set.copyOf(dropRows);
  }

  /** A set of whose wearers the suite says nothing. */
  public DataSetParameters(
      String name,
      String file,
      int gapMinutes,
      int minReadings,
      int segment,
      int maxInput,
      int lags,
      Set<String> dropIds,
      Set<Long> dropRows) {
    this(
        name,
        file,
        gapMinutes,
        minReadings,
        segment,
        maxInput,
        lags,
        dropIds,
        dropRows,
        WearerTraits.UNKNOWN);
  }

  /**
   * How many points of a history a model looks at.
   *
   * @throws BenchmarkProblem where that is more than there are before the first forecast
   */
  int lagsOf(ForecastModel model) {
    int needed = model.lags(lags);
    if (needed > maxInput) {
      throw new BenchmarkProblem(
          "%s needs %d points before a forecast; max_input of %s is %d"
              .formatted(model.name(), needed, name, maxInput));
    }
    return needed;
  }
}
