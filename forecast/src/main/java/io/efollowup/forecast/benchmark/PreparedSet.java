package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.WearerTraits;
import java.util.List;

/**
 * A data set after the protocol's steps 3 to 5.
 *
 * @param source the set's number in its suite
 * @param traits what the suite says of its wearers, and what the readings show of their sensor
 * @param subjects all ids, ascending; a subject's number is its place here
 * @param segments in order of subject and time
 * @param repeated readings left out because an earlier one of the segment has the same minute
 */
public record PreparedSet(
    DataSetParameters parameters,
    int source,
    WearerTraits traits,
    List<String> subjects,
    List<Segment> segments,
    int repeated) {
  public PreparedSet {
    subjects = List.copyOf(subjects);
    segments = List.copyOf(segments);
  }

  /** A set of whose wearers nothing is known. */
  public PreparedSet(
      DataSetParameters parameters,
      int source,
      List<String> subjects,
      List<Segment> segments,
      int repeated) {
    this(parameters, source, WearerTraits.UNKNOWN, subjects, segments, repeated);
  }
}
