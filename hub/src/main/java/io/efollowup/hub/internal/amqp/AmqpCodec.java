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
import java.util.function.Function;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Footer;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
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
      ThreadLocal.withInitial(AmqpCodec::newDecoder);

  private static final Descriptor DELIVERY_ANNOTATIONS =
      new Descriptor(0x71, "amqp:delivery-annotations:map");
  private static final Descriptor ANNOTATIONS =
      new Descriptor(0x72, "amqp:message-annotations:map");
  private static final Descriptor PROPERTIES = new Descriptor(0x73, "amqp:properties:list");
  private static final Descriptor FOOTER = new Descriptor(0x78, "amqp:footer:map");

  /** Reads sections in which every symbol has become text. */
  private static DecoderImpl newDecoder() {
    DecoderImpl decoder = new DecoderImpl();
    AMQPDefinedTypes.registerAllTypes(decoder, new EncoderImpl(decoder));
    register(decoder, PROPERTIES, StatedProperties.class, StatedProperties::of);
    register(decoder, ANNOTATIONS, MessageAnnotations.class, MessageAnnotations::new);
    register(decoder, DELIVERY_ANNOTATIONS, DeliveryAnnotations.class, DeliveryAnnotations::new);
    register(decoder, FOOTER, Footer.class, Footer::new);
    return decoder;
  }

  @SuppressWarnings("unchecked") // another kind of value fails here or where it is read
  private static <S, V> void register(
      DecoderImpl decoder, Descriptor descriptor, Class<S> type, Function<V, S> section) {
    DescribedTypeConstructor<S> constructor =
        new DescribedTypeConstructor<>() {
          @Override
          public S newInstance(Object described) {
            return section.apply((V) described);
          }

          @Override
          public Class<S> getTypeClass() {
            return type;
          }
        };
    decoder.register(descriptor.number(), constructor);
    decoder.register(descriptor.name(), constructor);
  }

  /** By which a section is known. */
  private record Descriptor(UnsignedLong number, Symbol name) {
    Descriptor(int number, String name) {
      this(UnsignedLong.valueOf(number), Symbol.valueOf(name));
    }
  }

  private AmqpCodec() {}

  /**
   * Reads a message.
   *
   * @param bytes in which symbols are made text where they lie, as the engine would keep each
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when it is none, or its body is neither
   *     data nor text
   */
  static AmqpMessage decode(byte[] bytes) {
    makeText(ByteBuffer.wrap(bytes));
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

  private static void makeText(ByteBuffer message) {
    Values values = new Texts(message);
    while (message.hasRemaining()) {
      values.next();
    }
  }

  /** A symbol is laid out as a text is, but for its code. */
  private static final class Texts extends Values {
    private static final byte TEXT8 = (byte) 0xa1;
    private static final byte TEXT32 = (byte) 0xb1;

    Texts(ByteBuffer message) {
      super(message, message.remaining());
    }

    @Override
    void symbolCode(int at) {
      bytes().put(at, bytes().get(at) == SYMBOL8 ? TEXT8 : TEXT32);
    }

    @Override
    void symbol(int at, int length) {}
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
    private StatedProperties properties = StatedProperties.NONE;
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
        case StatedProperties stated -> properties = stated;
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
