package io.efollowup.telemetry.internal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.telemetry.AdmittedMessage;
import io.efollowup.telemetry.Refusal;
import io.efollowup.telemetry.RefusalReason;
import io.efollowup.telemetry.TelemetryMessage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads {@link AdmittedForm}. */
public final class AdmittedDecoder {
  private final ByteSource in;
  private long second;
  private ZoneOffset offset = ZoneOffset.UTC;

  private AdmittedDecoder(ByteSource in) {
    this.in = in;
  }

  /**
   * The message these bytes are.
   *
   * @throws IllegalArgumentException if they are none
   */
  public static AdmittedMessage decode(byte[] payload) {
    ByteSource in = new ByteSource(payload);
    if (in.oneByte() != AdmittedForm.VERSION) {
      throw ByteSource.garbage("written by another version");
    }
    try {
      AdmittedMessage message = new AdmittedDecoder(in).message();
      in.end();
      return message;
    } catch (DateTimeException | ArithmeticException e) {
      throw ByteSource.garbage("a time is beyond all");
    }
  }

  private AdmittedMessage message() {
    String session = in.text();
    List<GlucoseReading> readings = list(this::reading);
    List<CareEvent> events = list(this::event);
    List<Refusal> refusals = list(this::refusal);
    return new AdmittedMessage(new TelemetryMessage(session, readings, events), refusals);
  }

  private <T> List<T> list(Supplier<T> element) {
    int count = in.count();
    List<T> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(element.get());
    }
    return list;
  }

  private GlucoseReading reading() {
    int flags = in.oneByte();
    Instant at = Instant.ofEpochSecond(second());
    if ((flags & AdmittedForm.SAME_OFFSET) == 0) {
      offset = offset();
    }
    GlucoseValue value = value(flags & 3, flags >> AdmittedForm.VALUE_FORM_SHIFT & 3);
    OptionalDouble trend =
        (flags & AdmittedForm.HAS_TREND) == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(in.number(flags >> AdmittedForm.TREND_FORM_SHIFT));
    return new GlucoseReading(at, offset, value, trend);
  }

  private GlucoseValue value(int kind, int form) {
    return switch (kind) {
      case AdmittedForm.VALUE_LOW -> GlucoseValue.OutOfRange.LOW;
      case AdmittedForm.VALUE_HIGH -> GlucoseValue.OutOfRange.HIGH;
      default -> new GlucoseValue.Measured(new Glucose(in.number(form), unit(kind)));
    };
  }

  private static GlucoseUnit unit(int kind) {
    return switch (kind) {
      case AdmittedForm.VALUE_MG_DL -> GlucoseUnit.MG_DL;
      case AdmittedForm.VALUE_MMOL_L -> GlucoseUnit.MMOL_L;
      default -> throw ByteSource.garbage("unknown unit");
    };
  }

  private CareEvent event() {
    int kind = in.oneByte();
    long seconds = second();
    Instant at = Instant.ofEpochSecond(seconds, nanos());
    offset = offset();
    UUID id = new UUID(in.eightBytes(), in.eightBytes());
    return switch (kind) {
      case AdmittedForm.MEAL ->
          new CareEvent.Meal(
              id, at, offset, optional(), optional(), optional(), optional(), list(in::text));
      case AdmittedForm.INSULIN ->
          new CareEvent.Insulin(id, at, offset, in.number(), AdmittedForm.action(in.oneByte()));
      case AdmittedForm.EXERCISE ->
          new CareEvent.Exercise(id, at, offset, in.number(), optional(), in.text());
      case AdmittedForm.MEDICATION ->
          new CareEvent.Medication(
              id, at, offset, in.text(), optionalText(), optional(), optionalText());
      case AdmittedForm.FINGERSTICK -> {
        GlucoseUnit unit = unit(in.oneByte());
        yield new CareEvent.Fingerstick(id, at, offset, new Glucose(in.number(), unit));
      }
      default -> throw ByteSource.garbage("unknown kind of event");
    };
  }

  private Refusal refusal() {
    String item = place();
    RefusalReason reason = AdmittedForm.reason(in.oneByte());
    int size = in.size();
    String digest =
        switch (in.oneByte()) {
          case AdmittedForm.DIGEST_HEX -> HexFormat.of().formatHex(in.block());
          case AdmittedForm.DIGEST_TEXT -> in.text();
          default -> throw ByteSource.garbage("unknown form of a digest");
        };
    return new Refusal(item, reason, size, digest);
  }

  private String place() {
    return switch (in.oneByte()) {
      case AdmittedForm.PLACE_MESSAGE -> Refusal.MESSAGE;
      case AdmittedForm.PLACE_READING -> "readings[" + in.size() + "]";
      case AdmittedForm.PLACE_EVENT -> "events[" + in.size() + "]";
      case AdmittedForm.PLACE_TEXT -> in.text();
      default -> throw ByteSource.garbage("unknown place of a refusal");
    };
  }

  private long second() {
    second += in.zigzag();
    return second;
  }

  private int nanos() {
    int nanos = in.size();
    if (nanos > 999_999_999) {
      throw ByteSource.garbage("more than a second of nanoseconds");
    }
    return nanos;
  }

  private ZoneOffset offset() {
    return ZoneOffset.ofTotalSeconds(Math.toIntExact(in.zigzag()));
  }

  private OptionalDouble optional() {
    return switch (in.oneByte()) {
      case 0 -> OptionalDouble.empty();
      case 1 -> OptionalDouble.of(in.number());
      default -> throw ByteSource.garbage("neither there nor not there");
    };
  }

  private Optional<String> optionalText() {
    return Optional.of(in.text()).filter(text -> !text.isEmpty());
  }
}
