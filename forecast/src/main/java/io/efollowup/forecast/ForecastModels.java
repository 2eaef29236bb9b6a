package io.efollowup.forecast;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The models there are. */
public final class ForecastModels {
  private static final List<ForecastModel> ALL =
      List.of(
          new Persistence(),
          new NightscoutAr2(),
          new LinearRegression(),
          new LeastAbsoluteRegression(),
          new Boosting(),
          new Ensemble());

  private ForecastModels() {}

  /** All models, the simplest first. The last gives the rows of {@code net} too. */
  public static List<ForecastModel> all() {
    return ALL;
  }

  public static Optional<ForecastModel> named(String name) {
    return Stream.concat(ALL.stream(), Stream.of(new SmallNets()))
        .filter(model -> model.name().equals(name))
        .findFirst();
  }
}
