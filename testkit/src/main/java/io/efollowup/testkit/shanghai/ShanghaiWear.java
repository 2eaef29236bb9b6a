package io.efollowup.testkit.shanghai;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.telemetry.CareEventColumns;
import java.util.List;

/**
 * One wear of a sensor, as rows of the two files.
 *
 * @param id the name of its file
 * @param unit of the readings, as the data states it
 * @param readings fields of {@code id,time,gl}, in mg/dL
 * @param events fields of the file of care events, in order of time
 * @param omissions what is left out or written in part
 */
public record ShanghaiWear(
    String id,
    GlucoseUnit unit,
    List<List<String>> readings,
    List<List<String>> events,
    Omissions omissions) {
  /** The header of the readings. */
  public static final List<String> READING_COLUMNS = List.of("id", "time", "gl");

  /** The header of the care events. */
  public static final List<String> EVENT_COLUMNS = CareEventColumns.ALL;

  public ShanghaiWear {
    readings = List.copyOf(readings);
    events = List.copyOf(events);
  }
}
