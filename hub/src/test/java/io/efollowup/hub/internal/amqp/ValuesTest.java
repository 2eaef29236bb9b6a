package io.efollowup.hub.internal.amqp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found out about values before a decoder of the engine reads them. */
class ValuesTest {
  private static final byte[] BODY = {0, 0x53, 0x75, (byte) 0xa0, 1, 'x'};

  /** A message with one annotation, k, and a body. */
  private static byte[] annotated(byte[] value) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(new byte[] {0, 0x53, 0x72, (byte) 0xd1});
    message.writeBytes(ByteBuffer.allocate(8).putInt(4 + 3 + value.length).putInt(2).array());
    message.writeBytes(new byte[] {(byte) 0xa3, 1, 'k'});
    message.writeBytes(value);
    message.writeBytes(BODY);
    return message.toByteArray();
  }

  private static void shouldBeRefused(byte[] message) {
    assertThatThrownBy(() -> AmqpCodec.decode(message))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST));
  }

  private static byte[] list(int size, int count, byte... elements) {
    return ByteBuffer.allocate(9 + elements.length)
        .put((byte) 0xd0)
        .putInt(size)
        .putInt(count)
        .put(elements)
        .array();
  }

  @Test
  void shouldReadSymbolsAsText() {
    byte[] symbols = {(byte) 0xe0, 6, 2, (byte) 0xa3, 1, 'x', 1, 'y'};
    AmqpMessage message = AmqpCodec.decode(annotated(symbols));
    assertThat((Object[]) message.annotations().get("k")).containsExactly("x", "y");
    assertThat(message.body()).containsExactly('x');
    byte[] long32 = {(byte) 0xb3, 0, 0, 0, 2, 'x', 'y'};
    assertThat(AmqpCodec.decode(annotated(long32)).annotation("k")).contains("xy");
  }

  @Test
  void shouldRefuseASizeThatIsNotThatOfItsElements() {
    assertThat(AmqpCodec.decode(annotated(list(5, 1, (byte) 0x40))).annotation("k")).isPresent();
    for (int size : List.of(4, 6, 0, -1, Integer.MAX_VALUE)) {
      shouldBeRefused(annotated(list(size, 1, (byte) 0x40)));
    }
  }

  @Test
  void shouldRefuseAKeyWithoutAValue() {
    shouldBeRefused(annotated(new byte[] {(byte) 0xc1, 2, 1, 0x40}));
  }

  /** Elements that take no bytes each take room when they are read. */
  @Test
  void shouldRefuseMoreElementsThanBytesInAll() {
    int arrays = 1_000;
    byte[] array =
        ByteBuffer.allocate(10).put((byte) 0xf0).putInt(5).putInt(500).put((byte) 0x41).array();
    byte[] all = new byte[arrays * array.length];
    for (int i = 0; i < arrays; i++) {
      System.arraycopy(array, 0, all, i * array.length, array.length);
    }
    shouldBeRefused(annotated(list(4 + all.length, arrays, all)));
  }

  @Test
  void shouldRefuseATypeThatIsDescribedByNeitherNumberNorName() {
    shouldBeRefused(annotated(new byte[] {0, (byte) 0xa1, 1, 'x', 0x40}));
  }

  /** A frame as the engine would get it. */
  private static byte[] cleaned(byte[] body) {
    ByteArrayOutputStream engine = new ByteArrayOutputStream();
    EngineFrames frames =
        new EngineFrames(
            bytes -> {
              byte[] given = new byte[bytes.remaining()];
              bytes.get(given);
              engine.writeBytes(given);
            });
    ByteBuffer all = ByteBuffer.allocate(16 + body.length);
    all.put(RawFrames.HEADER)
        .putInt(8 + body.length)
        .put((byte) 2)
        .put((byte) 0)
        .putShort((short) 0);
    for (byte one : all.put(body).array()) {
      frames.take(Buffer.buffer(new byte[] {one}));
    }
    byte[] given = engine.toByteArray();
    return given.length == 8 ? new byte[0] : Arrays.copyOfRange(given, 16, given.length);
  }

  @Test
  void shouldBlankNamesAndNumbersThatMeanNothing() {
    assertThat(cleaned(symbol("amqp:open:list"))).isEqualTo(symbol("amqp:open:list"));
    assertThat(cleaned(symbol("amqp:open:lost"))).isEqualTo(symbol("??????????????"));
    byte[] known = ByteBuffer.allocate(11).put(new byte[] {0, (byte) 0x80}).putLong(0x10).array();
    known[10] = 0x45;
    assertThat(cleaned(known)).isEqualTo(known);
    byte[] unknown = known.clone();
    unknown[2] = 1;
    byte[] blank = known.clone();
    Arrays.fill(blank, 2, 10, (byte) 0xff);
    assertThat(cleaned(unknown)).isEqualTo(blank);
    assertThat(cleaned(described("amqp:open:lost"))).isEqualTo(described("??????????????"));
  }

  private static byte[] symbol(String name) {
    return ByteBuffer.allocate(2 + name.length())
        .put((byte) 0xa3)
        .put((byte) name.length())
        .put(name.getBytes(US_ASCII))
        .array();
  }

  private static byte[] described(String name) {
    return ByteBuffer.allocate(4 + name.length())
        .put((byte) 0)
        .put(symbol(name))
        .put((byte) 0x45)
        .array();
  }

  @Test
  void shouldLeaveWhatFollowsThePerformativeAsItIs() {
    byte[] transfer = {0, 0x53, 0x14, (byte) 0xc0, 2, 1, 0x43, (byte) 0xa3, 1, 'x'};
    assertThat(cleaned(transfer)).isEqualTo(transfer);
  }

  @Test
  void shouldRefuseAFrameOfVeryManyValues() {
    byte[] nulls = new byte[127];
    Arrays.fill(nulls, (byte) 0x40);
    assertThat(cleaned(list(131, 127, nulls))).hasSize(136);
    byte[] more = Arrays.copyOf(nulls, 128);
    more[127] = 0x40;
    assertThatThrownBy(() -> cleaned(list(132, 128, more))).isInstanceOf(HubException.class);
  }

  @Test
  void shouldRefuseWhatIsNoFrame() {
    byte[] tooLarge = ByteBuffer.allocate(8).putInt(StrictTransport.LARGEST_FRAME + 1).array();
    byte[] tooSmall = ByteBuffer.allocate(8).putInt(7).array();
    byte[] noBody = ByteBuffer.allocate(8).putInt(8).put((byte) 3).array();
    for (byte[] bad : List.of(tooLarge, tooSmall, noBody)) {
      EngineFrames frames = new EngineFrames(bytes -> {});
      frames.take(Buffer.buffer(RawFrames.HEADER));
      assertThatThrownBy(() -> frames.take(Buffer.buffer(bad))).isInstanceOf(HubException.class);
    }
  }
}
