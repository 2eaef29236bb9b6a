package io.efollowup.bench.hub;

import io.efollowup.glucose.GlucoseReading;
import io.efollowup.server.demo.SimulatedFile;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.telemetry.TelemetryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Seven simulated days of readings at 3 minutes, as a phone would send them. */
final class Wear {
  /** Seven days of them. */
  static final int READINGS = 3360;

  private static final int DAYS_SIMULATED = 8;
  private static final Instant END = Instant.parse("2026-05-10T00:00:00Z");
  private static final String SESSION = "wear-0123456789abcdef";

  private final List<GlucoseReading> readings =
      SimulatedFile.readings(1, DAYS_SIMULATED, END).getFirst().readings().subList(0, READINGS);

  /** The bodies of messages of so many readings each. */
  List<byte[]> messages(int readingsEach) {
    return IntStream.iterate(0, from -> from < READINGS, from -> from + readingsEach)
        .mapToObj(from -> readings.subList(from, Math.min(READINGS, from + readingsEach)))
        .map(part -> TelemetryWriter.write(new TelemetryMessage(SESSION, part, List.of())))
        .toList();
  }

  /** Messages gathered into the bodies of batches, so many in each. */
  static List<byte[]> batches(List<byte[]> messages, int messagesEach) {
    List<byte[]> batches = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += messagesEach) {
      batches.add(batch(messages.subList(from, Math.min(messages.size(), from + messagesEach))));
    }
    return batches;
  }

  private static byte[] batch(List<byte[]> messages) {
    return messages.stream()
        .map(Base64.getEncoder()::encodeToString)
        .map("{\"body\":\"%s\",\"base64Encoded\":true}"::formatted)
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
