package io.efollowup.server.command;

import io.efollowup.forecast.ForecastModel;
import io.efollowup.forecast.ForecastModels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models that {@code --model} names. */
final class EvaluatedModels {
  private EvaluatedModels() {}

  /** The model of this name, or all; nothing where there is none. */
  static Optional<List<ForecastModel>> named(String name) {
    return name.equals("all")
        ? Optional.of(ForecastModels.all())
        : ForecastModels.named(name).map(List::of);
  }

  static String names() {
    return ForecastModels.all().stream().map(ForecastModel::name).collect(Collectors.joining(", "));
  }
}
