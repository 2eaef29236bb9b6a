package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.security.SaslCode;
import org.apache.qpid.proton.amqp.security.SaslMechanisms;
import org.apache.qpid.proton.amqp.security.SaslOutcome;

/**
 * The frames of the SASL layer as a server reads and writes them (OASIS AMQP 1.0, sections 2.3 and
 * 5.3). Safe for use by several threads.
 */
final class SaslFrames {
  /** What both sides say first. */
  private static final byte[] HEADER = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};

  static final int HEADER_LENGTH = HEADER.length;

  /**
   * Of the header of a frame: its size, where its body begins, its type and two bytes of nothing.
   */
  static final int FRAME_HEADER = 8;

  private static final byte WORDS_BEFORE_BODY = 2;
  private static final byte TYPE = 1;
  private static final int WORD = 4;

  private static final byte DESCRIBED = 0x00;
  private static final byte NULL = 0x40;
  private static final byte SMALL_ULONG = 0x53;
  private static final byte ULONG = (byte) 0x80;
  private static final byte BINARY8 = (byte) 0xa0;
  private static final byte BINARY32 = (byte) 0xb0;
  private static final byte SYMBOL8 = (byte) 0xa3;
  private static final byte SYMBOL32 = (byte) 0xb3;
  private static final byte LIST8 = (byte) 0xc0;
  private static final byte LIST32 = (byte) 0xd0;

  private static final byte INIT = 0x41;
  private static final String INIT_NAME = "amqp:sasl-init:list";

  private SaslFrames() {}

  /** Whether a client that begins with these bytes wants this layer. */
  static boolean isHeader(byte[] bytes) {
    return Arrays.equals(bytes, HEADER);
  }

  /** The header, and the mechanisms that are offered. */
  static byte[] greeting(String... mechanisms) {
    SaslMechanisms offer = new SaslMechanisms();
    offer.setSaslServerMechanisms(
        Arrays.stream(mechanisms).map(Symbol::valueOf).toArray(Symbol[]::new));
    byte[] frame = frame(offer);
    return ByteBuffer.allocate(HEADER.length + frame.length).put(HEADER).put(frame).array();
  }

  static byte[] outcome(SaslCode code) {
    SaslOutcome outcome = new SaslOutcome();
    outcome.setCode(code);
    return frame(outcome);
  }

  /**
   * The one frame a client has to say. The mechanisms of the hub have no challenge, so there is no
   * response to one.
   *
   * @param mechanism that it chose
   * @param response its initial response, if it gave one
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Init(String mechanism, Optional<byte[]> response) {
    @Override
    public String toString() {
      return "Init[" + mechanism + ", hidden]";
    }
  }

  /**
   * Reads it. Nobody has proved anything yet, so no decoder of the engine is used: such a decoder
   * remembers every name it ever meets.
   *
   * @param frame whole, with its header
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when it is another, or none
   */
  static Init init(byte[] frame) {
    int body = Byte.toUnsignedInt(frame[WORD]) * WORD;
    if (frame[WORD + 1] != TYPE || body < FRAME_HEADER || body > frame.length) {
      throw notInit();
    }
    try {
      return init(ByteBuffer.wrap(frame, body, frame.length - body));
    } catch (BufferUnderflowException e) {
      throw notInit();
    }
  }

  private static Init init(ByteBuffer in) {
    require(in.get() == DESCRIBED && isInit(in));
    int fields = fields(in);
    require(fields > 0);
    String mechanism = symbol(in.get(), in);
    return new Init(mechanism, fields > 1 ? response(in) : Optional.empty());
  }

  private static boolean isInit(ByteBuffer in) {
    byte code = in.get();
    return switch (code) {
      case SMALL_ULONG -> in.get() == INIT;
      case ULONG -> in.getLong() == INIT;
      default -> symbol(code, in).equals(INIT_NAME);
    };
  }

  /** How many fields a list has; what it says of its size is not needed to read the first two. */
  private static int fields(ByteBuffer in) {
    return switch (in.get()) {
      case LIST8 -> {
        in.get();
        yield Byte.toUnsignedInt(in.get());
      }
      case LIST32 -> {
        in.getInt();
        yield in.getInt();
      }
      default -> throw notInit();
    };
  }

  private static String symbol(byte code, ByteBuffer in) {
    int length =
        switch (code) {
          case SYMBOL8 -> Byte.toUnsignedInt(in.get());
          case SYMBOL32 -> in.getInt();
          default -> throw notInit();
        };
    return new String(bytes(length, in), StandardCharsets.US_ASCII);
  }

  private static Optional<byte[]> response(ByteBuffer in) {
    return switch (in.get()) {
      case NULL -> Optional.empty();
      case BINARY8 -> Optional.of(bytes(Byte.toUnsignedInt(in.get()), in));
      case BINARY32 -> Optional.of(bytes(in.getInt(), in));
      default -> throw notInit();
    };
  }

  private static byte[] bytes(int length, ByteBuffer in) {
    require(length >= 0 && length <= in.remaining());
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static void require(boolean good) {
    if (!good) {
      throw notInit();
    }
  }

  private static HubException notInit() {
    return new HubException(HubError.MALFORMED_REQUEST, "A sasl-init is expected first.");
  }

  private static byte[] frame(Object body) {
    byte[] bytes = AmqpCodec.bytes(body);
    return ByteBuffer.allocate(FRAME_HEADER + bytes.length)
        .putInt(FRAME_HEADER + bytes.length)
        .put(WORDS_BEFORE_BODY)
        .put(TYPE)
        .putShort((short) 0)
        .put(bytes)
        .array();
  }
}
