package io.efollowup.testkit.shanghai;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.telemetry.CareEventColumns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A row of the file of care events; columns that are not set stay empty. */
final class Row {
  private final OffsetDateTime time;
  private final Map<String, String> fields = new LinkedHashMap<>();

  private Row(OffsetDateTime time, String kind) {
    this.time = time;
    fields.put("time", time.toString());
    fields.put("kind", kind);
  }

  static Row of(OffsetDateTime time, String kind) {
    return new Row(time, kind);
  }

  static Row insulin(OffsetDateTime time, double units, String action) {
    return of(time, "insulin").with("units", units).with("action", action.toLowerCase(Locale.ROOT));
  }

  static Row fingerstick(OffsetDateTime time, double glucose, GlucoseUnit unit) {
    return of(time, "fingerstick").with("glucose", glucose).with("unit", unit.symbol());
  }

  Row with(String column, String value) {
    fields.put(column, value);
    return this;
  }

  /** To a thousandth at most: the data's sums of binary fractions are no more exact. */
  Row with(String column, double value) {
    return with(column, text(value));
  }

  OffsetDateTime time() {
    return time;
  }

  String field(String column) {
    return fields.getOrDefault(column, "");
  }

  /** The fields of all columns. */
  List<String> fields(String id) {
    return CareEventColumns.ALL.stream()
        .map(column -> column.equals("id") ? id : field(column))
        .toList();
  }

  static String text(double value) {
    return BigDecimal.valueOf(value)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
