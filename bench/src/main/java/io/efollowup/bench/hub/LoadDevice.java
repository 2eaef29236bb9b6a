package io.efollowup.bench.hub;

import io.efollowup.hub.SasToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;

/**
 * One device of the load. Its messages never end: one reading each, 3 minutes after the one before,
 * so that every one of them is stored. Not safe for use by several threads.
 */
final class LoadDevice implements Iterator<byte[]> {
  /** Of one message, as JSON. */
  static final int MESSAGE_BYTES = 200;

  private static final Duration TOKEN_LIFETIME = Duration.ofHours(6);
  private static final int STEP_SECONDS = 180;

  /** Early enough that millions of readings at 3 minutes are all in the past. */
  private static final Instant FIRST = Instant.parse("2001-01-01T00:00:00Z");

  private final int index;
  private final String hostName;
  private final String id;
  private final byte[] key;
  private long step;

  /**
   * @param index its place among the devices
   */
  LoadDevice(int index, String connectionString) {
    this.index = index;
    String[] fields = connectionString.split(";", 3);
    hostName = fields[0].substring("HostName=".length());
    id = fields[1].substring("DeviceId=".length());
    key = Base64.getDecoder().decode(fields[2].substring("SharedAccessKey=".length()));
  }

  int index() {
    return index;
  }

  String id() {
    return id;
  }

  String hostName() {
    return hostName;
  }

  /** What its token is for: {@code host/devices/id}. */
  String resource() {
    return hostName + "/devices/" + id;
  }

  String token() {
    return SasToken.create(resource(), key, Instant.now().plus(TOKEN_LIFETIME), Optional.empty());
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public byte[] next() {
    step++;
    Instant at = FIRST.plusSeconds(step * STEP_SECONDS);
    long tenths = 50 + step % 49;
    String body =
        """
        {"schema":"efollowup.telemetry/1","session":"load-session-of-the-benchmark-0123456789-0123456789-abc","readings":[{"at":"%s","glucose":%d.%d,"unit":"mmol/L","trend":0.06}],"events":[]}"""
            .formatted(at, tenths / 10, tenths % 10);
    return body.getBytes(StandardCharsets.US_ASCII);
  }
}
