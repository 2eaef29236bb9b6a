package io.efollowup.hub.internal.amqp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.message.Message;

/** A client of a {@link MemoryConnection}; what it sends is kept. */
final class MemoryClient {
  final Transport transport = Proton.transport();
  final Connection connection = Proton.connection();
  final Session session;
  private final MemoryConnection hub;
  private final List<byte[]> sent = new ArrayList<>();
  private int names;

  private MemoryClient(MemoryConnection hub) {
    this.hub = hub;
    transport.setMaxFrameSize(4096);
    session = connection.session();
  }

  /** How a client begins. */
  enum Login {
    NONE,
    ANONYMOUS,
    PLAIN;

    private void on(Transport transport) {
      if (this == ANONYMOUS) {
        transport.sasl().client();
        transport.sasl().setMechanisms("ANONYMOUS");
      } else if (this == PLAIN) {
        transport.sasl().client();
        transport.sasl().plain("a@sas.hub", MemoryHub.token("a"));
      }
    }
  }

  static MemoryClient open(MemoryConnection hub, Login login) {
    MemoryClient client = new MemoryClient(hub);
    login.on(client.transport);
    client.transport.bind(client.connection);
    client.connection.setContainer("client");
    client.connection.setHostname(MemoryHub.NAME);
    client.connection.open();
    client.session.open();
    client.exchange();
    return client;
  }

  /** Opened, with a token shown. */
  static MemoryClient authorised(MemoryConnection hub, String token) {
    MemoryClient client = open(hub, Login.ANONYMOUS);
    client.authorise(token);
    return client;
  }

  void authorise(String token) {
    Receiver answers = receiver("$cbs");
    send(sender("$cbs"), putToken(token));
    if (takeAll(answers) != 1) {
      throw new AssertionError("no answer to a put-token");
    }
  }

  /** Sends and receives until neither side has anything to say. */
  void exchange() {
    boolean more = true;
    while (more) {
      byte[] said = output();
      if (said.length > 0) {
        sent.add(said);
        hub.feed(said);
      }
      byte[] heard = hub.take();
      input(heard);
      more = said.length > 0 || heard.length > 0;
    }
  }

  private byte[] output() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
      ByteBuffer head = transport.head();
      byte[] bytes = new byte[head.remaining()];
      head.get(bytes);
      out.writeBytes(bytes);
      transport.pop(bytes.length);
    }
    return out.toByteArray();
  }

  private void input(byte[] bytes) {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining() && transport.capacity() > 0) {
      ByteBuffer tail = transport.tail();
      int length = Math.min(tail.remaining(), left.remaining());
      tail.put(left.slice(left.position(), length));
      left.position(left.position() + length);
      transport.process();
    }
  }

  Sender sender(String address) {
    Sender sender = session.sender("s" + names++);
    Target target = new Target();
    target.setAddress(address);
    sender.setTarget(target);
    sender.setSource(new Source());
    sender.open();
    exchange();
    return sender;
  }

  Receiver receiver(String address) {
    Receiver receiver = session.receiver("r" + names++);
    Source source = new Source();
    source.setAddress(address);
    receiver.setSource(source);
    receiver.setTarget(new Target());
    receiver.open();
    receiver.flow(10);
    exchange();
    return receiver;
  }

  /** Sends bytes as one message; whether it was accepted. */
  boolean send(Sender sender, byte[] message) {
    Delivery delivery = sender.delivery(ByteBuffer.allocate(4).putInt(names++).array());
    sender.send(message, 0, message.length);
    sender.advance();
    exchange();
    boolean accepted = delivery.getRemoteState() instanceof Accepted;
    delivery.settle();
    exchange();
    return accepted;
  }

  /** Takes and accepts what has arrived; the number of messages. */
  int takeAll(Receiver receiver) {
    int taken = 0;
    for (Delivery next = receiver.current(); next != null; next = receiver.current()) {
      receiver.recv();
      receiver.advance();
      next.disposition(Accepted.getInstance());
      next.settle();
      taken++;
    }
    receiver.flow(taken);
    exchange();
    return taken;
  }

  static byte[] telemetry(String text) {
    Message message = Message.Factory.create();
    message.setMessageId("id");
    message.setContentType("application/json");
    message.setApplicationProperties(new ApplicationProperties(Map.of("k", "v")));
    message.setBody(new Data(new Binary(text.getBytes(StandardCharsets.UTF_8))));
    return AmqpCodec.encode(message, text.length());
  }

  static byte[] putToken(String token) {
    Message message = Message.Factory.create();
    message.setMessageId("put");
    message.setReplyTo("cbs");
    message.setApplicationProperties(
        new ApplicationProperties(
            new TreeMap<>( // in the same order at every run
                Map.of(
                    "operation", "put-token",
                    "type", "servicebus.windows.net:sastoken",
                    "name", MemoryHub.NAME))));
    message.setBody(new AmqpValue(token));
    return AmqpCodec.encode(message, token.length());
  }

  static byte[] toDevice(String device) {
    Message message = Message.Factory.create();
    message.setAddress("/devices/" + device + "/messages/devicebound");
    message.setApplicationProperties(new ApplicationProperties(Map.of("iothub-ack", "full")));
    message.setBody(new Data(new Binary(new byte[] {1})));
    return AmqpCodec.encode(message, 1);
  }

  static byte[] twinRequest(String operation, String resource, String body) {
    Message message = Message.Factory.create();
    message.setCorrelationId("twin");
    AmqpMessages.annotate(message, Map.of("operation", operation, "resource", resource));
    return AmqpMessages.encode(message, body.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] methodAnswer() {
    Message message = Message.Factory.create();
    message.setCorrelationId(new UUID(1, 2));
    message.setApplicationProperties(new ApplicationProperties(Map.of("IoThub-status", 200)));
    return AmqpMessages.encode(message, new byte[] {'1'});
  }

  void detach(Link link) {
    link.close();
    exchange();
  }

  void close() {
    session.close();
    connection.close();
    exchange();
  }

  /** All that was sent, in the pieces it was sent in. */
  List<byte[]> sent() {
    return List.copyOf(sent);
  }
}
