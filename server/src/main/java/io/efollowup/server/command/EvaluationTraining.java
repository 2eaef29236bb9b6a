package io.efollowup.server.command;

import io.efollowup.forecast.benchmark.TrainedOn;
import java.util.List;

/** What the models of an evaluation are trained on. */
enum EvaluationTraining {
  own,
  pooled,
  both,
  others;

  List<TrainedOn> each() {
    return switch (this) {
      case own -> List.of(TrainedOn.OWN);
      case pooled -> List.of(TrainedOn.POOLED);
      case both -> List.of(TrainedOn.OWN, TrainedOn.POOLED);
      case others -> List.of(TrainedOn.OTHERS);
    };
  }
}
