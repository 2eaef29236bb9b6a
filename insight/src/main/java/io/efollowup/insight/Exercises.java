package io.efollowup.insight;

import io.efollowup.glucose.CareEvent;
import java.time.Instant;

/** Reckons with exercise. */
final class Exercises {
  private Exercises() {}

  /** When it ended. */
  static Instant end(CareEvent.Exercise exercise) {
    return exercise.at().plusSeconds(Math.round(exercise.minutes() * 60));
  }
}
