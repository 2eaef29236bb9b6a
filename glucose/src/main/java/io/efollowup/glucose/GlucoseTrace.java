package io.efollowup.glucose;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * The readings of one person in order of time: compact (17 bytes a reading), immutable, safe to
 * share between threads. Readings at the same second are kept once, the first given winning.
 */
public final class GlucoseTrace {
  private static final byte MG_DL = 0;
  private static final byte MMOL_L = 1;
  private static final byte BELOW_RANGE = 2;
  private static final byte ABOVE_RANGE = 3;

  /** A trace without readings. */
  public static final GlucoseTrace EMPTY =
      new GlucoseTrace(new long[0], new double[0], new byte[0]);

  private final long[] seconds;
  private final double[] values;
  private final byte[] kinds;

  private GlucoseTrace(long[] seconds, double[] values, byte[] kinds) {
    this.seconds = seconds;
    this.values = values;
    this.kinds = kinds;
  }

  /** A trace of these readings, in whatever order they come. Trends are not kept. */
  public static GlucoseTrace of(List<GlucoseReading> readings) {
    Builder builder = new Builder();
    readings.forEach(builder);
    return builder.build();
  }

  /** Number of readings, out-of-range ones included. */
  public int size() {
    return seconds.length;
  }

  public boolean isEmpty() {
    return seconds.length == 0;
  }

  /** Time of reading {@code i} as seconds since the epoch. */
  public long epochSecond(int i) {
    return seconds[i];
  }

  /** Time of reading {@code i}. */
  public Instant at(int i) {
    return Instant.ofEpochSecond(seconds[i]);
  }

  /** Whether reading {@code i} is a number. */
  public boolean isMeasured(int i) {
    return kinds[i] <= MMOL_L;
  }

  /**
   * The unit reading {@code i} was measured in.
   *
   * @throws IllegalStateException for an out-of-range reading, which has none
   */
  public GlucoseUnit unit(int i) {
    return switch (kinds[i]) {
      case MG_DL -> GlucoseUnit.MG_DL;
      case MMOL_L -> GlucoseUnit.MMOL_L;
      default -> throw new IllegalStateException("an out-of-range reading has no unit");
    };
  }

  /** The number of reading {@code i} in the unit it was measured in, or NaN where it has none. */
  public double number(int i) {
    return isMeasured(i) ? values[i] : Double.NaN;
  }

  /** Reading {@code i} in mg/dL, or NaN for an out-of-range one. */
  public double mgdl(int i) {
    return switch (kinds[i]) {
      case MG_DL -> values[i];
      case MMOL_L -> values[i] * GlucoseUnit.MG_DL_PER_MMOL_L;
      default -> Double.NaN;
    };
  }

  /** The value of reading {@code i} as it was measured. */
  public GlucoseValue value(int i) {
    return switch (kinds[i]) {
      case MG_DL -> new GlucoseValue.Measured(Glucose.mgdl(values[i]));
      case MMOL_L -> new GlucoseValue.Measured(Glucose.mmol(values[i]));
      case BELOW_RANGE -> GlucoseValue.OutOfRange.LOW;
      default -> GlucoseValue.OutOfRange.HIGH;
    };
  }

  /** The readings from {@code from} inclusive to {@code to} exclusive. */
  public GlucoseTrace between(Instant from, Instant to) {
    int first = firstNotBefore(from);
    int last = Math.max(first, firstNotBefore(to));
    return new GlucoseTrace(
        Arrays.copyOfRange(seconds, first, last),
        Arrays.copyOfRange(values, first, last),
        Arrays.copyOfRange(kinds, first, last));
  }

  /** Index of the first reading at or after this instant; {@link #size()} when there is none. */
  public int firstNotBefore(Instant instant) {
    long second = instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0);
    int found = Arrays.binarySearch(seconds, second);
    return found >= 0 ? found : -found - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GlucoseTrace that
        && Arrays.equals(seconds, that.seconds)
        && Arrays.equals(values, that.values)
        && Arrays.equals(kinds, that.kinds);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(seconds) + Arrays.hashCode(values);
  }

  /** Says how many readings there are and nothing of their values. */
  @Override
  public String toString() {
    return "GlucoseTrace[" + size() + " readings]";
  }

  /** Collects readings in any order. Not safe for use by several threads. */
  public static final class Builder implements Consumer<GlucoseReading> {
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(long second, double value, byte kind) {}

    @Override
    public void accept(GlucoseReading reading) {
      add(reading.at().getEpochSecond(), reading.value());
    }

    /** Adds a value at a second since the epoch. */
    public Builder add(long epochSecond, GlucoseValue value) {
      samples.add(
          switch (value) {
            case GlucoseValue.Measured(Glucose glucose) ->
                new Sample(
                    epochSecond,
                    glucose.value(),
                    glucose.unit() == GlucoseUnit.MG_DL ? MG_DL : MMOL_L);
            case GlucoseValue.OutOfRange.LOW -> new Sample(epochSecond, 0, BELOW_RANGE);
            case GlucoseValue.OutOfRange.HIGH -> new Sample(epochSecond, 0, ABOVE_RANGE);
          });
      return this;
    }

    public GlucoseTrace build() {
      List<Sample> sorted = new ArrayList<>(samples);
      sorted.sort(Comparator.comparingLong(Sample::second));
      long[] seconds = new long[sorted.size()];
      double[] values = new double[sorted.size()];
      byte[] kinds = new byte[sorted.size()];
      int count = 0;
      for (Sample sample : sorted) {
        if (count > 0 && seconds[count - 1] == sample.second()) {
          continue;
        }
        seconds[count] = sample.second();
        values[count] = sample.value();
        kinds[count] = sample.kind();
        count++;
      }
      return new GlucoseTrace(
          Arrays.copyOf(seconds, count), Arrays.copyOf(values, count), Arrays.copyOf(kinds, count));
    }
  }

  /** Reading {@code i} as a reading stated in UTC, without a trend. */
  public GlucoseReading reading(int i) {
    return new GlucoseReading(at(i), ZoneOffset.UTC, value(i), OptionalDouble.empty());
  }
}
