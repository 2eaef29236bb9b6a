package io.efollowup.record.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.record.StoredReading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the writer must know of a patient's day: identities and values, in order, 25 bytes each. Not
 * safe for use by several threads.
 */
final class CachedDay {
  private static final byte MG_DL = 0;
  private static final byte MMOL_L = 1;
  private static final byte LOW = 2;
  private static final byte HIGH = 3;

  private long[] seconds;
  private String[] sessions;
  private double[] values;
  private byte[] kinds;
  private int size;
  private int recentRows;

  CachedDay(List<StoredReading> readings, int recentRows) {
    int capacity = Math.max(16, readings.size() + readings.size() / 4);
    seconds = new long[capacity];
    sessions = new String[capacity];
    values = new double[capacity];
    kinds = new byte[capacity];
    this.recentRows = recentRows;
    readings.forEach(this::add);
  }

  int size() {
    return size;
  }

  int recentRows() {
    return recentRows;
  }

  void recentRows(int rows) {
    recentRows = rows;
  }

  boolean hasSession(String session) {
    for (int i = size - 1; i >= 0; i--) {
      if (sessions[i].equals(session)) {
        return true;
      }
    }
    return false;
  }

  Optional<GlucoseValue> value(String session, long second) {
    int found = find(second, session);
    return found < 0 ? Optional.empty() : Optional.of(value(found));
  }

  /** Adds it, unless its identity is here already. */
  boolean add(StoredReading stored) {
    GlucoseReading reading = stored.reading();
    long second = reading.at().getEpochSecond();
    int found = find(second, stored.session());
    if (found >= 0) {
      return false;
    }
    int at = -found - 1;
    makeRoom(at);
    seconds[at] = second;
    sessions[at] =
        at > 0 && sessions[at - 1].equals(stored.session()) ? sessions[at - 1] : stored.session();
    values[at] =
        reading.value() instanceof GlucoseValue.Measured(Glucose glucose) ? glucose.value() : 0;
    kinds[at] = kind(reading.value());
    return true;
  }

  private void makeRoom(int at) {
    if (size == seconds.length) {
      int capacity = size * 3 / 2;
      seconds = Arrays.copyOf(seconds, capacity);
      sessions = Arrays.copyOf(sessions, capacity);
      values = Arrays.copyOf(values, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
    }
    int moved = size - at;
    System.arraycopy(seconds, at, seconds, at + 1, moved);
    System.arraycopy(sessions, at, sessions, at + 1, moved);
    System.arraycopy(values, at, values, at + 1, moved);
    System.arraycopy(kinds, at, kinds, at + 1, moved);
    size++;
  }

  /** Adds what lies from one second inclusive to another exclusive. */
  void addTo(GlucoseTrace.Builder trace, long from, long to) {
    int at = find(from, "");
    for (int i = at < 0 ? -at - 1 : at; i < size && seconds[i] < to; i++) {
      trace.add(seconds[i], value(i));
    }
  }

  private int find(long second, String session) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(seconds[middle], second);
      if (order == 0) {
        order = sessions[middle].compareTo(session);
      }
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private GlucoseValue value(int i) {
    return switch (kinds[i]) {
      case MG_DL -> new GlucoseValue.Measured(Glucose.mgdl(values[i]));
      case MMOL_L -> new GlucoseValue.Measured(Glucose.mmol(values[i]));
      case LOW -> GlucoseValue.OutOfRange.LOW;
      default -> GlucoseValue.OutOfRange.HIGH;
    };
  }

  private static byte kind(GlucoseValue value) {
    return switch (value) {
      case GlucoseValue.Measured(Glucose glucose) ->
          glucose.unit() == GlucoseUnit.MG_DL ? MG_DL : MMOL_L;
      case GlucoseValue.OutOfRange.LOW -> LOW;
      case GlucoseValue.OutOfRange.HIGH -> HIGH;
    };
  }
}
