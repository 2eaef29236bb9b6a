package io.efollowup.forecast;

import java.util.List;
import java.util.Optional;

/** The models there are. */
public final class ForecastModels {
  private static final List<ForecastModel> ALL =
      List.of(
          new Persistence(),
          new NightscoutAr2(),
          new LinearRegression(),
          new LeastAbsoluteRegression(),
          new SmallNets());

  private ForecastModels() {}

  /** All models, the simplest first. */
  public static List<ForecastModel> all() {
    return ALL;
  }

  public static Optional<ForecastModel> named(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }
}
