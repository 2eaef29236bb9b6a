package io.efollowup.telemetry;

import java.util.List;

/**
 * The columns of a CSV file of care events: whose, when and of which kind, then what the kinds of a
 * {@link TelemetryMessage} hold, each where its kind needs it.
 */
public final class CareEventColumns {
  /** Every file has these. */
  public static final List<String> REQUIRED = List.of("id", "time", "kind");

  /** All, in their order. */
  public static final List<String> ALL =
      List.of(
          "id",
          "time",
          "kind",
          "carbs",
          "protein",
          "fat",
          "fibre",
          "foods",
          "units",
          "action",
          "minutes",
          "mets",
          "activity",
          "name",
          "dose",
          "unit",
          "glucose");

  private CareEventColumns() {}
}
