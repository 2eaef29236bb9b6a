package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Footer;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.DescribedTypeConstructor;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.message.Message;

/** Messages from and to bytes. Safe for use by several threads. */
final class AmqpCodec {
  private static final int ROOM_FOR_PROPERTIES = 1024;

  /** A decoder keeps state while it reads, so each thread has its own. */
  private static final ThreadLocal<DecoderImpl> DECODER =
      ThreadLocal.withInitial(CompleteDecoder::new);

  /** The engine's learns every type that a peer makes up, and keeps it as long as it lives. */
  private static final class CompleteDecoder extends DecoderImpl {
    private boolean complete;

    CompleteDecoder() {
      AMQPDefinedTypes.registerAllTypes(this, new EncoderImpl(this));
      complete = true;
    }

    @Override
    public void register(Object descriptor, DescribedTypeConstructor type) {
      if (!complete) {
        super.register(descriptor, type);
      }
    }
  }

  private AmqpCodec() {}

  /**
   * Reads a message.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when it is none, or its body is neither
   *     data nor text
   */
  static AmqpMessage decode(byte[] bytes) {
    Nesting.require(bytes);
    DecoderImpl decoder = decoder();
    decoder.setBuffer(ReadableBuffer.ByteBufferReader.wrap(bytes));
    try {
      Sections sections = new Sections();
      while (decoder.getBuffer().hasRemaining()) {
        sections.add(decoder.readObject());
      }
      return sections.message();
    } catch (HubException e) {
      throw e;
    } catch (RuntimeException e) {
      throw malformed("This is not an AMQP message.", e); // whatever the decoder stumbles over
    } finally {
      decoder.setBuffer(null);
    }
  }

  /** This thread's. */
  static DecoderImpl decoder() {
    return DECODER.get();
  }

  static byte[] encode(Message message, int bodyLength) {
    byte[] bytes = new byte[bodyLength + ROOM_FOR_PROPERTIES];
    while (true) {
      try {
        return Arrays.copyOf(bytes, message.encode(bytes, 0, bytes.length));
      } catch (BufferOverflowException e) {
        bytes = new byte[bytes.length * 2];
      }
    }
  }

  /** One small value, of a type of the protocol, as bytes; for what is not said often. */
  static byte[] bytes(Object value) {
    DecoderImpl decoder = new DecoderImpl();
    EncoderImpl encoder = new EncoderImpl(decoder);
    AMQPDefinedTypes.registerAllTypes(decoder, encoder);
    ByteBuffer bytes = ByteBuffer.allocate(ROOM_FOR_PROPERTIES);
    encoder.setByteBuffer(bytes);
    encoder.writeObject(value);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static HubException malformed(String why, Throwable cause) {
    return new HubException(HubError.MALFORMED_REQUEST, why, cause);
  }

  /** The sections of one message, as they come. */
  private static final class Sections {
    private Properties properties = new Properties();
    private Map<String, Object> application = Map.of();
    private Map<String, Object> annotations = Map.of();
    private Optional<Duration> ttl = Optional.empty();
    private final List<byte[]> data = new ArrayList<>(1);

    void add(Object section) {
      switch (section) {
        case Header header ->
            ttl =
                Optional.ofNullable(header.getTtl())
                    .map(millis -> Duration.ofMillis(millis.longValue()));
        case Properties stated -> properties = stated;
        case ApplicationProperties stated -> application = named(stated.getValue());
        case MessageAnnotations stated -> annotations = named(stated.getValue());
        case DeliveryAnnotations ignored -> {}
        case Footer ignored -> {}
        case Data part -> data.add(bytes(part.getValue()));
        case AmqpValue value -> data.add(bytes(value.getValue()));
        case AmqpSequence ignored ->
            throw malformed("The body of a message is data, not a sequence.", null);
        case null, default -> throw malformed("This is not an AMQP message.", null);
      }
    }

    AmqpMessage message() {
      return new AmqpMessage(properties, application, annotations, ttl, List.copyOf(data));
    }

    private static Map<String, Object> named(Map<?, ?> map) {
      Map<String, Object> named = new HashMap<>();
      if (map != null) {
        map.forEach(
            (name, value) -> {
              if (name != null && value != null) {
                named.put(name.toString(), value);
              }
            });
      }
      return named;
    }

    private static byte[] bytes(Object value) {
      return switch (value) {
        case null -> new byte[0];
        case Binary binary ->
            Arrays.copyOfRange(
                binary.getArray(),
                binary.getArrayOffset(),
                binary.getArrayOffset() + binary.getLength());
        case String text -> text.getBytes(StandardCharsets.UTF_8);
        default -> throw malformed("The body of a message is data or text.", null);
      };
    }
  }
}
