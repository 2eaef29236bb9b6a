package io.efollowup.insight;

import io.efollowup.glucose.CareEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One day of an analysis.
 *
 * @param date the day in the patient's zone
 * @param curve the day's readings, cut at gaps; empty for a day without readings
 * @param figures the day's figures
 * @param worst the reading that most deserves a look: the lowest if any was below target, else the
 *     highest if any was above; empty where all were in target
 * @param events what was logged that day, in order of time
 */
public record DayView(
    LocalDate date,
    List<CurveSegment> curve,
    DayFigures figures,
    Optional<CurvePoint> worst,
    List<CareEvent> events) {
  public DayView {
    curve = List.copyOf(curve);
    events = List.copyOf(events);
  }
}
