package io.efollowup.record.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.record.PatientId;
import io.efollowup.record.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Summaries, and the value of an alarm, as bytes. */
final class FigureCodec {
  private static final int LOW = 0;
  private static final int HIGH = 1;
  private static final int MEASURED = 2;

  private FigureCodec() {}

  static byte[] encode(Summary summary) {
    var out = new ByteWriter().unsigned(summary.measured());
    out.raw(summary.sumMgdl()).raw(summary.sumSquaresMgdl());
    out.raw(summary.minMgdl()).raw(summary.maxMgdl());
    summary.zones().forEach(out::unsigned);
    return out.toBytes();
  }

  static Summary summary(PatientId patient, Summary.Span span, Instant start, byte[] bytes) {
    var in = new ByteReader(bytes);
    int measured = in.count();
    double sum = in.raw();
    double squares = in.raw();
    double min = in.raw();
    double max = in.raw();
    List<Integer> zones = new ArrayList<>();
    for (int i = 0; i < GlucoseZone.values().length; i++) {
      zones.add(in.count());
    }
    return new Summary(patient, span, start, measured, sum, squares, min, max, zones);
  }

  static byte[] encode(GlucoseValue value) {
    return switch (value) {
      case GlucoseValue.OutOfRange.LOW -> new ByteWriter().unsigned(LOW).toBytes();
      case GlucoseValue.OutOfRange.HIGH -> new ByteWriter().unsigned(HIGH).toBytes();
      case GlucoseValue.Measured(Glucose glucose) ->
          new ByteWriter()
              .unsigned(MEASURED)
              .raw(glucose.value())
              .text(glucose.unit().name())
              .toBytes();
    };
  }

  static GlucoseValue value(byte[] bytes) {
    var in = new ByteReader(bytes);
    int form = in.count();
    return switch (form) {
      case LOW -> GlucoseValue.OutOfRange.LOW;
      case HIGH -> GlucoseValue.OutOfRange.HIGH;
      case MEASURED ->
          new GlucoseValue.Measured(new Glucose(in.raw(), GlucoseUnit.valueOf(in.text())));
      default -> throw new IllegalStateException("a value of unknown form: " + form);
    };
  }
}
