package io.efollowup.forecast.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * Which subjects of a data set a seed keeps out of training.
 *
 * @param expected what the splits file says comes out, where it says so
 */
public record Split(
    String dataset, int seed, List<String> unseenIds, Optional<PartCounts> expected) {
  public Split {
    unseenIds = List.copyOf(unseenIds);
  }
}
