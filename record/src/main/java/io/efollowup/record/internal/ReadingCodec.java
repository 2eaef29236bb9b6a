package io.efollowup.record.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.record.StoredReading;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Readings as bytes, column by column: what stays the same (session, offset, unit) as runs, times
 * as differences of differences, numbers as differences of decimals. Everything comes back exactly.
 *
 * <pre>
 * 1, count, sessions: n (text)*, places of values, places of trends,
 * runs: (length, session, offset in seconds, form)*, times, times received, values, trends
 * </pre>
 */
final class ReadingCodec {
  /** By time, then session: the order of blocks and of answers. */
  static final Comparator<StoredReading> ORDER =
      Comparator.comparing((StoredReading each) -> each.reading().at())
          .thenComparing(StoredReading::session);

  private static final int VERSION = 1;
  private static final int MG_DL = 0;
  private static final int MMOL_L = 1;
  private static final int LOW = 2;
  private static final int HIGH = 3;
  private static final int WITH_TREND = 4;

  private ReadingCodec() {}

  private record Run(int session, int offset, int form) {}

  static byte[] encode(List<StoredReading> readings) {
    List<StoredReading> sorted = readings.stream().sorted(ORDER).toList();
    var out = new ByteWriter().unsigned(VERSION).unsigned(sorted.size());
    Map<String, Integer> sessions = writeSessions(sorted, out);
    int valuePlaces = 0;
    int trendPlaces = 0;
    for (StoredReading each : sorted) {
      valuePlaces = Math.max(valuePlaces, DecimalColumn.placesOf(number(each)));
      trendPlaces = Math.max(trendPlaces, DecimalColumn.placesOf(trend(each)));
    }
    out.unsigned(valuePlaces).unsigned(trendPlaces);
    writeRuns(sorted, sessions, out);
    writeTimes(sorted, out);
    var values = new DecimalColumn(valuePlaces);
    var trends = new DecimalColumn(trendPlaces);
    for (StoredReading each : sorted) {
      if (each.reading().value() instanceof GlucoseValue.Measured) {
        values.write(number(each), out);
      }
    }
    for (StoredReading each : sorted) {
      if (each.reading().trend().isPresent()) {
        trends.write(trend(each), out);
      }
    }
    return Deflation.pack(out.toBytes());
  }

  private static double number(StoredReading stored) {
    return stored.reading().value() instanceof GlucoseValue.Measured(Glucose glucose)
        ? glucose.value()
        : 0;
  }

  private static double trend(StoredReading stored) {
    return stored.reading().trend().orElse(0);
  }

  private static Map<String, Integer> writeSessions(List<StoredReading> readings, ByteWriter out) {
    Map<String, Integer> sessions = new LinkedHashMap<>();
    for (StoredReading each : readings) {
      sessions.putIfAbsent(each.session(), sessions.size());
    }
    out.unsigned(sessions.size());
    sessions.keySet().forEach(out::text);
    return sessions;
  }

  private static void writeRuns(
      List<StoredReading> readings, Map<String, Integer> sessions, ByteWriter out) {
    int start = 0;
    Run run = null;
    for (int i = 0; i <= readings.size(); i++) {
      Run next = i < readings.size() ? runOf(readings.get(i), sessions) : null;
      if (run != null && !run.equals(next)) {
        out.unsigned(i - start).unsigned(run.session()).signed(run.offset()).unsigned(run.form());
        start = i;
      }
      run = next;
    }
  }

  private static Run runOf(StoredReading stored, Map<String, Integer> sessions) {
    GlucoseReading reading = stored.reading();
    int form =
        switch (reading.value()) {
          case GlucoseValue.Measured(Glucose glucose) ->
              glucose.unit() == GlucoseUnit.MG_DL ? MG_DL : MMOL_L;
          case GlucoseValue.OutOfRange.LOW -> LOW;
          case GlucoseValue.OutOfRange.HIGH -> HIGH;
        };
    return new Run(
        sessions.get(stored.session()),
        reading.offset().getTotalSeconds(),
        reading.trend().isPresent() ? form | WITH_TREND : form);
  }

  private static void writeTimes(List<StoredReading> readings, ByteWriter out) {
    long previous = 0;
    long step = 0;
    for (int i = 0; i < readings.size(); i++) {
      long at = readings.get(i).reading().at().getEpochSecond();
      out.signed(at - previous - step);
      step = i == 0 ? 0 : at - previous;
      previous = at;
    }
    long lag = 0;
    for (StoredReading each : readings) {
      long next = each.receivedAt().getEpochSecond() - each.reading().at().getEpochSecond();
      out.signed(next - lag);
      lag = next;
    }
  }

  static List<StoredReading> decode(byte[] packed) {
    var in = new ByteReader(Deflation.unpack(packed));
    if (in.unsigned() != VERSION) {
      throw new IllegalStateException("readings were written by a newer version of E-Followup");
    }
    int count = in.count();
    String[] sessions = new String[in.count()];
    for (int i = 0; i < sessions.length; i++) {
      sessions[i] = in.text();
    }
    int valuePlaces = in.count();
    int trendPlaces = in.count();
    Run[] runs = readRuns(count, in);
    long[] times = readTimes(count, in);
    long[] lags = readLags(count, in);
    double[] values = readNumbers(runs, new DecimalColumn(valuePlaces), false, in);
    double[] trends = readNumbers(runs, new DecimalColumn(trendPlaces), true, in);
    List<StoredReading> readings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      readings.add(
          new StoredReading(
              sessions[runs[i].session()],
              reading(runs[i], times[i], values[i], trends[i]),
              Instant.ofEpochSecond(times[i] + lags[i])));
    }
    return readings;
  }

  private static GlucoseReading reading(Run run, long second, double value, double trend) {
    return new GlucoseReading(
        Instant.ofEpochSecond(second),
        ZoneOffset.ofTotalSeconds(run.offset()),
        value(run.form() & ~WITH_TREND, value),
        (run.form() & WITH_TREND) != 0 ? OptionalDouble.of(trend) : OptionalDouble.empty());
  }

  private static GlucoseValue value(int form, double number) {
    return switch (form) {
      case MG_DL -> new GlucoseValue.Measured(Glucose.mgdl(number));
      case MMOL_L -> new GlucoseValue.Measured(Glucose.mmol(number));
      case LOW -> GlucoseValue.OutOfRange.LOW;
      default -> GlucoseValue.OutOfRange.HIGH;
    };
  }

  private static Run[] readRuns(int count, ByteReader in) {
    Run[] runs = new Run[count];
    for (int i = 0; i < count; ) {
      int end = i + in.count();
      Run run = new Run(in.count(), (int) in.signed(), in.count());
      while (i < end) {
        runs[i++] = run;
      }
    }
    return runs;
  }

  private static long[] readTimes(int count, ByteReader in) {
    long[] times = new long[count];
    long previous = 0;
    long step = 0;
    for (int i = 0; i < count; i++) {
      times[i] = previous + step + in.signed();
      step = i == 0 ? 0 : times[i] - previous;
      previous = times[i];
    }
    return times;
  }

  private static long[] readLags(int count, ByteReader in) {
    long[] lags = new long[count];
    long lag = 0;
    for (int i = 0; i < count; i++) {
      lag += in.signed();
      lags[i] = lag;
    }
    return lags;
  }

  private static double[] readNumbers(
      Run[] runs, DecimalColumn column, boolean trends, ByteReader in) {
    double[] numbers = new double[runs.length];
    for (int i = 0; i < runs.length; i++) {
      int form = runs[i].form();
      boolean present = trends ? (form & WITH_TREND) != 0 : (form & ~WITH_TREND) <= MMOL_L;
      if (present) {
        numbers[i] = column.read(in);
      }
    }
    return numbers;
  }
}
