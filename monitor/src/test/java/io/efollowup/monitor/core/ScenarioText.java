package io.efollowup.monitor.core;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Reads and writes the lines of {@code scenarios.txt}, whose head describes them. */
final class ScenarioText {
  static final Instant START = Instant.parse("2026-05-10T00:00:00Z");

  private ScenarioText() {}

  static Input input(String text) {
    int colon = text.indexOf(": ");
    String[] words = (colon < 0 ? text : text.substring(0, colon)).split(" ");
    Instant at = time(words[0]);
    if (words[1].equals("tick")) {
      return new Input.Tick(at, words.length > 2 ? time(words[3]) : Instant.EPOCH);
    }
    if (words[1].equals("ended")) {
      return new Input.AssignmentEnded(words[2], at);
    }
    List<GlucoseReading> readings = new ArrayList<>();
    for (String reading : text.substring(colon + 2).split(",")) {
      readings.add(reading(reading.trim().split(" ")));
    }
    return new Input.Readings(words[1], at, words[2], readings);
  }

  static String written(List<Output> outputs) {
    List<String> words = new ArrayList<>();
    long stored = 0;
    for (Output output : outputs) {
      switch (output) {
        case Output.StoreReading ignored -> stored++;
        case Output.StoreEvent ignored -> words.add("event");
        case Output.Refuse(var reason) -> words.add("refuse " + reason);
        case Output.Duplicate() -> words.add("duplicate");
        case Output.SummaryTouched ignored -> {}
        case Output.RaiseAlarm raise -> {
          stored = flush(stored, words);
          words.add("raise " + raise.cause() + " " + text(raise.since()));
        }
        case Output.ResolveAlarm resolve -> {
          stored = flush(stored, words);
          words.add(
              "resolve %s %s at %s"
                  .formatted(resolve.cause(), text(resolve.since()), text(resolve.resolvedAt())));
        }
      }
      if (output instanceof Output.Refuse) {
        stored = flushBefore(stored, words);
      }
    }
    flush(stored, words);
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  private static long flush(long stored, List<String> words) {
    if (stored > 0) {
      words.add("stored " + stored);
    }
    return 0;
  }

  private static long flushBefore(long stored, List<String> words) {
    String last = words.removeLast();
    flush(stored, words);
    words.add(last);
    return 0;
  }

  private static GlucoseReading reading(String[] words) {
    GlucoseValue value =
        switch (words[1]) {
          case "LOW" -> GlucoseValue.OutOfRange.LOW;
          case "HIGH" -> GlucoseValue.OutOfRange.HIGH;
          default -> {
            double number = Double.parseDouble(words[1]);
            yield new GlucoseValue.Measured(
                words.length > 2 ? Glucose.mmol(number) : Glucose.mgdl(number));
          }
        };
    return new GlucoseReading(time(words[0]), ZoneOffset.UTC, value, OptionalDouble.empty());
  }

  private static Instant time(String text) {
    boolean before = text.startsWith("-");
    String[] parts = text.substring(before ? 1 : 0).split(":");
    Duration after =
        Duration.ofHours(Long.parseLong(parts[0]))
            .plusMinutes(Long.parseLong(parts[1]))
            .plusSeconds(parts.length > 2 ? Long.parseLong(parts[2]) : 0);
    return before ? START.minus(after) : START.plus(after);
  }

  private static String text(Instant at) {
    Duration after = Duration.between(START, at);
    Duration size = after.abs();
    String sign = after.isNegative() ? "-" : "";
    String minutes = "%s%d:%02d".formatted(sign, size.toHours(), size.toMinutesPart());
    return size.toSecondsPart() == 0 ? minutes : minutes + ":%02d".formatted(size.toSecondsPart());
  }
}
