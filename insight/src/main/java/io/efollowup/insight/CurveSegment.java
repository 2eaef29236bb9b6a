package io.efollowup.insight;

import java.util.List;

/**
 * Points that may be joined by a line: no gap of more than 2.5 usual intervals lies between them,
 * and wall-clock time rises. Between two segments there is no line, because nothing was measured.
 *
 * @param points at least one
 */
public record CurveSegment(List<CurvePoint> points) {
  public CurveSegment {
    points = List.copyOf(points);
  }
}
