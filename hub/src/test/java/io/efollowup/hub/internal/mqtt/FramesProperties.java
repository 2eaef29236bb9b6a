package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However the bytes arrive, the same packets come of them. */
class FramesProperties {
  private static final int LARGEST = 5000;

  @Property(tries = 300)
  void shouldFindTheSamePacketsHoweverTheyArrive(
      @ForAll("packets") List<byte[]> packets,
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 700) Integer> pieces) {
    Buffer all = Buffer.buffer();
    packets.forEach(all::appendBytes);
    Frames frames = new Frames();
    List<byte[]> found = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < all.length(); i++) {
      int end = Math.min(all.length(), at + pieces.get(i % pieces.size()));
      frames.add(all.getBuffer(at, end));
      for (Optional<byte[]> next = frames.next(LARGEST);
          next.isPresent();
          next = frames.next(LARGEST)) {
        found.add(next.get());
      }
      at = end;
    }
    assertThat(found).usingRecursiveComparison().isEqualTo(packets);
    assertThat(frames.waiting()).isZero();
  }

  @Provide
  Arbitrary<List<byte[]>> packets() {
    return Arbitraries.of(0, 1, 126, 127, 128, 3000).map(FramesProperties::packet).list();
  }

  private static byte[] packet(int length) {
    Buffer packet = Buffer.buffer().appendByte((byte) 0x30);
    int rest = length;
    do {
      packet.appendByte((byte) (rest > 127 ? rest & 0x7f | 0x80 : rest));
      rest >>= 7;
    } while (rest > 0);
    return packet.appendBytes(new byte[length]).getBytes();
  }

  @Example
  void shouldRefuseALargePacketByItsFirstBytes() {
    Frames frames = new Frames();
    frames.add(Buffer.buffer(new byte[] {0x30, (byte) 0xff, (byte) 0xff, 0x7f}));
    assertThatThrownBy(() -> frames.next(LARGEST))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.MESSAGE_TOO_LARGE));
  }

  @Example
  void shouldRefuseALengthThatDoesNotEnd() {
    Frames frames = new Frames();
    frames.add(Buffer.buffer(new byte[] {0x30, -1, -1, -1, -1}));
    assertThatThrownBy(() -> frames.next(LARGEST))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST));
  }
}
