package io.efollowup.forecast;

import java.util.List;

/**
 * What a model may learn from.
 *
 * @param parts the training parts
 * @param sources how many data sets the wearers' sources number
 */
public record TrainingData(List<SubjectSeries> parts, int sources) {
  public TrainingData {
    parts = List.copyOf(parts);
  }

  /** Whether the parts are of several data sets. */
  public boolean pooled() {
    return parts.stream().mapToInt(part -> part.wearer().source()).distinct().limit(2).count() > 1;
  }
}
