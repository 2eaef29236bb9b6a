package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.security.SaslCode;
import org.apache.qpid.proton.amqp.security.SaslInit;
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
   * The one frame a client has to say: the mechanism it chose. The mechanisms of the hub have no
   * challenge, so there is no response to one.
   *
   * @param frame whole, with its header
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when it is another, or none
   */
  static SaslInit init(byte[] frame) {
    int body = Byte.toUnsignedInt(frame[WORD]) * WORD;
    if (frame[WORD + 1] != TYPE || body < FRAME_HEADER || body > frame.length) {
      throw notInit();
    }
    Object said = AmqpCodec.value(Arrays.copyOfRange(frame, body, frame.length));
    if (said instanceof SaslInit init && init.getMechanism() != null) {
      return init;
    }
    throw notInit();
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
