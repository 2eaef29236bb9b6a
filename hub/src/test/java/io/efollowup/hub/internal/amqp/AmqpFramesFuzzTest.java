package io.efollowup.hub.internal.amqp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.efollowup.hub.FuzzInputs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Valid frames, dropped, doubled, reordered, changed and cut: an input is the number of a recorded
 * session, and instructions of what to do to its frames.
 */
class AmqpFramesFuzzTest {
  private static final int MOST_FRAMES = 200;
  private static final int INSTRUCTION = 5;
  private static final int CHANNEL = 7;

  private static final class Shared {
    static final HostilePeers PEERS = new HostilePeers();
  }

  static Stream<byte[]> seeds() {
    Random random = new Random(3);
    return IntStream.range(0, 44)
        .mapToObj(
            i -> {
              byte[] input = new byte[1 + INSTRUCTION * (i / 4)];
              random.nextBytes(input);
              input[0] = (byte) i;
              return input;
            });
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] input) {
    if (input.length > 0) {
      List<byte[]> frames = new ArrayList<>();
      session(input[0]).forEach(frame -> frames.add(frame.clone()));
      ByteBuffer instructions = ByteBuffer.wrap(input, 1, input.length - 1);
      while (instructions.remaining() >= INSTRUCTION && frames.size() < MOST_FRAMES) {
        follow(instructions, frames);
      }
      Shared.PEERS.says(frames);
    }
  }

  private static List<byte[]> session(int number) {
    List<List<byte[]>> sessions = Shared.PEERS.sessions;
    return sessions.get(Math.floorMod(number, sessions.size()));
  }

  /** One instruction: what to do, to which frame, where in it, and a value. */
  private static void follow(ByteBuffer instruction, List<byte[]> frames) {
    int what = Math.floorMod(instruction.get(), 10);
    int which = instruction.get() & 0xff;
    int where = instruction.getShort() & 0xffff;
    byte value = instruction.get();
    if (!frames.isEmpty()) {
      change(frames, what, which % frames.size(), where, value);
      frames.removeIf(frame -> frame.length == 0);
    }
  }

  private static void change(List<byte[]> frames, int what, int which, int where, byte value) {
    byte[] frame = frames.get(which);
    switch (what) {
      case 0 -> frames.remove(which);
      case 1 -> frames.add(where % frames.size(), frame.clone());
      case 2 -> frames.add(where % frames.size(), frames.remove(which));
      case 3 -> frames.set(which, Arrays.copyOf(frame, where % frame.length));
      case 4 -> frames.subList(which + 1, frames.size()).clear();
      case 5 -> frame[Math.min(CHANNEL, frame.length - 1)] = value;
      case 6 -> frames.add(which, session(value).get(where % session(value).size()).clone());
      default -> frame[where % frame.length] = value;
    }
  }

  @Test
  void shouldSurviveAnyFrames() {
    FuzzInputs.run(getClass(), seeds().toList(), 1000, this::fuzz);
  }
}
