package io.efollowup.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/** An AMQP client of a device that begins messages on many links and finishes none. */
final class UnfinishedAmqp implements AutoCloseable {
  private final Transport transport = Proton.transport();
  private final Connection connection = Proton.connection();
  private final SSLSocket socket;

  private UnfinishedAmqp(SSLSocket socket) {
    this.socket = socket;
  }

  /** Sends so many bytes on each of so many links. */
  static UnfinishedAmqp begin(RunningHub running, String device, String token, int links, int bytes)
      throws Exception {
    UnfinishedAmqp client =
        new UnfinishedAmqp(Tls.secure(running, running.hub().amqpsPort(), "127.0.0.1"));
    client.open(device, token);
    List<Sender> senders = client.attach("/devices/" + device + "/messages/events", links);
    client.exchangeUntil(() -> senders.stream().allMatch(sender -> sender.getCredit() > 0));
    for (Sender sender : senders) {
      sender.delivery(new byte[] {1});
      sender.send(new byte[bytes], 0, bytes);
    }
    client.write();
    return client;
  }

  private void open(String device, String token) throws IOException {
    transport.sasl().client();
    transport.sasl().plain(device + "@sas.127", token);
    transport.bind(connection);
    connection.setContainer("unfinished");
    connection.open();
    exchangeUntil(() -> connection.getRemoteState() == EndpointState.ACTIVE);
  }

  private List<Sender> attach(String address, int links) {
    Session session = connection.session();
    session.open();
    return IntStream.range(0, links).mapToObj(link -> attach(session, address, link)).toList();
  }

  private static Sender attach(Session session, String address, int link) {
    Sender sender = session.sender("link-" + link);
    Target target = new Target();
    target.setAddress(address);
    sender.setTarget(target);
    sender.setSource(new Source());
    sender.open();
    return sender;
  }

  private void exchangeUntil(BooleanSupplier done) throws IOException {
    write();
    byte[] heard = new byte[8 * 1024];
    while (!done.getAsBoolean()) {
      int length = socket.getInputStream().read(heard);
      if (length < 0) {
        throw new AssertionError("the hub hung up");
      }
      hear(ByteBuffer.wrap(heard, 0, length));
      write();
    }
  }

  private void hear(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      ByteBuffer tail = transport.tail();
      int length = Math.min(tail.remaining(), bytes.remaining());
      tail.put(bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + length);
      transport.process();
    }
  }

  private void write() throws IOException {
    for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
      ByteBuffer head = transport.head();
      byte[] bytes = new byte[head.remaining()];
      head.get(bytes);
      socket.getOutputStream().write(bytes);
      transport.pop(bytes.length);
    }
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
