package io.efollowup.hub.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.security.SaslCode;
import org.apache.qpid.proton.amqp.security.SaslInit;
import org.apache.qpid.proton.amqp.security.SaslMechanisms;
import org.apache.qpid.proton.amqp.security.SaslOutcome;
import org.apache.qpid.proton.amqp.security.SaslResponse;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaslFramesTest {
  private static final byte[] HEADER = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};

  @Test
  void shouldGreetWithTheHeaderAndTheMechanisms() {
    byte[] greeting = SaslFrames.greeting("ANONYMOUS", "PLAIN");
    assertThat(Arrays.copyOf(greeting, 8)).isEqualTo(HEADER);
    SaslMechanisms offer = (SaslMechanisms) body(Arrays.copyOfRange(greeting, 8, greeting.length));
    assertThat(offer.getSaslServerMechanisms())
        .containsExactly(Symbol.valueOf("ANONYMOUS"), Symbol.valueOf("PLAIN"));
  }

  @Test
  void shouldTellTheOutcome() {
    // As OASIS AMQP 1.0, 5.3.3.6 writes it: descriptor 0x44, a list of one ubyte.
    assertThat(SaslFrames.outcome(SaslCode.AUTH))
        .isEqualTo(new byte[] {0, 0, 0, 16, 2, 1, 0, 0, 0, 0x53, 0x44, (byte) 0xc0, 3, 1, 0x50, 1});
    for (SaslCode code : SaslCode.values()) {
      assertThat(((SaslOutcome) body(SaslFrames.outcome(code))).getCode()).isEqualTo(code);
    }
  }

  @Test
  void shouldReadTheClientsChoice() {
    SaslFrames.Init init = SaslFrames.init(frame(2, 1, AmqpCodec.bytes(choice())));
    assertThat(init.mechanism()).isEqualTo("PLAIN");
    assertThat(init.response()).hasValue(new byte[] {0, 'a', 0, 'b'});
  }

  /** OASIS AMQP 1.0, 1.6: each of these is a way to write it. */
  @Test
  void shouldReadEveryFormOfIt() {
    byte[] name = "amqp:sasl-init:list".getBytes(StandardCharsets.US_ASCII);
    List<byte[]> descriptors =
        List.of(
            bytes(0x53, 0x41),
            bytes(0x80, 0, 0, 0, 0, 0, 0, 0, 0x41),
            joined(bytes(0xa3, name.length), name),
            joined(bytes(0xb3, 0, 0, 0, name.length), name));
    List<byte[]> lists = List.of(bytes(0xc0, 8, 2), bytes(0xd0, 0, 0, 0, 8, 0, 0, 0, 2));
    List<byte[]> mechanisms = List.of(bytes(0xa3, 2, 'O', 'K'), bytes(0xb3, 0, 0, 0, 2, 'O', 'K'));
    List<byte[]> responses = List.of(bytes(0xa0, 1, 7), bytes(0xb0, 0, 0, 0, 1, 7));
    for (byte[] descriptor : descriptors) {
      for (byte[] list : lists) {
        for (byte[] mechanism : mechanisms) {
          byte[] begun = joined(bytes(0), descriptor, list, mechanism);
          for (byte[] response : responses) {
            SaslFrames.Init init = SaslFrames.init(frame(2, 1, joined(begun, response)));
            assertThat(init.mechanism()).isEqualTo("OK");
            assertThat(init.response()).hasValue(new byte[] {7});
          }
          assertThat(SaslFrames.init(frame(2, 1, joined(begun, bytes(0x40)))).response()).isEmpty();
        }
      }
    }
  }

  @Test
  void shouldPassOverAnExtendedHeader() {
    byte[] body = AmqpCodec.bytes(choice());
    byte[] extended = ByteBuffer.allocate(4 + body.length).putInt(7).put(body).array();
    assertThat(SaslFrames.init(frame(3, 1, extended)).mechanism()).isEqualTo("PLAIN");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 255})
  void shouldRefuseABodyThatDoesNotBeginWithinTheFrame(int words) {
    byte[] frame = frame(words, 1, new byte[] {0x40});
    refused(words == 4 ? Arrays.copyOf(frame, 12) : frame);
  }

  @Test
  void shouldRefuseWhatIsNoChoice() {
    refused(frame(2, 0, AmqpCodec.bytes(choice())));
    refused(frame(2, 1, new byte[0]));
    refused(frame(2, 1, "GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII)));
    refused(frame(2, 1, AmqpCodec.bytes("PLAIN")));
    refused(frame(2, 1, bytes(0, 0x53, 0x41, 0x45))); // chooses nothing
    refused(frame(2, 1, bytes(0, 0x53, 0x41, 0xc0, 2, 1, 0x40)));
    refused(frame(2, 1, bytes(0, 0x53, 0x41, 0xc0, 9, 1, 0xb3, 0x7f, 0xff, 0xff, 0xff)));
    refused(frame(2, 1, bytes(0, 0x53, 0x41, 0xc0, 9, 1, 0xb3, 0xff, 0xff, 0xff, 0xff)));
    byte[] whole = AmqpCodec.bytes(choice());
    for (int length = 0; length < whole.length - 5; length++) {
      refused(frame(2, 1, Arrays.copyOf(whole, length)));
    }
    SaslResponse response = new SaslResponse();
    response.setResponse(new Binary(new byte[] {1}));
    refused(frame(2, 1, AmqpCodec.bytes(response)));
  }

  private static void refused(byte[] frame) {
    assertThatThrownBy(() -> SaslFrames.init(frame))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST));
  }

  private static SaslInit choice() {
    SaslInit init = new SaslInit();
    init.setMechanism(Symbol.valueOf("PLAIN"));
    init.setInitialResponse(new Binary(new byte[] {0, 'a', 0, 'b'}));
    return init;
  }

  private static Object body(byte[] frame) {
    assertThat(ByteBuffer.wrap(frame).getInt()).isEqualTo(frame.length);
    assertThat(Arrays.copyOfRange(frame, 4, 8)).isEqualTo(new byte[] {2, 1, 0, 0});
    DecoderImpl decoder = new DecoderImpl();
    AMQPDefinedTypes.registerAllTypes(decoder, new EncoderImpl(decoder));
    decoder.setByteBuffer(ByteBuffer.wrap(frame, 8, frame.length - 8));
    return decoder.readObject();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] frame(int words, int type, byte[] rest) {
    return ByteBuffer.allocate(8 + rest.length)
        .putInt(8 + rest.length)
        .put((byte) words)
        .put((byte) type)
        .putShort((short) 0)
        .put(rest)
        .array();
  }
}
