package io.efollowup.hub.internal.amqp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.efollowup.hub.FuzzInputs;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a connection is given, it goes on or ends, and no other is touched. */
class AmqpBytesFuzzTest {
  private static final int PIECE = 700;

  private static final class Shared {
    static final HostilePeers PEERS = new HostilePeers();
  }

  static Stream<byte[]> seeds() {
    return Shared.PEERS.sessions.stream().map(Sessions::joined);
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    Shared.PEERS.says(pieces(bytes));
  }

  private static List<byte[]> pieces(byte[] bytes) {
    return Stream.iterate(0, at -> at < bytes.length, at -> at + PIECE)
        .map(at -> Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PIECE)))
        .toList();
  }

  @Test
  void shouldSurviveAnyBytes() {
    FuzzInputs.run(getClass(), seeds().toList(), 1000, this::fuzz);
  }
}
