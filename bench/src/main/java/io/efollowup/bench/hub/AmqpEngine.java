package io.efollowup.bench.hub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Transport;

/** AMQP 1.0 on a socket: bytes in, events out, and the other way round. On one event loop. */
final class AmqpEngine {
  private final NetSocket socket;
  private final Consumer<Event> events;
  private final Transport transport = Proton.transport();
  private final Connection connection = Proton.connection();
  private final Collector collector = Proton.collector();

  /**
   * @param hostName the hub's, for SASL and open
   * @param events told what arrived, before what it says in return leaves
   */
  AmqpEngine(NetSocket socket, String hostName, String container, Consumer<Event> events) {
    this.socket = socket;
    this.events = events;
    connection.collect(collector);
    connection.setContainer(container);
    connection.setHostname(hostName);
    transport.sasl().client();
    transport.sasl().setRemoteHostname(hostName);
    transport.sasl().setMechanisms("ANONYMOUS");
    transport.bind(connection);
    socket.handler(this::received);
  }

  Connection connection() {
    return connection;
  }

  private void received(Buffer part) {
    int done = 0;
    while (done < part.length() && transport.capacity() > 0) {
      ByteBuffer tail = transport.tail();
      int count = Math.min(tail.remaining(), part.length() - done);
      tail.put(part.getBytes(done, done + count));
      transport.process();
      done += count;
      tell();
    }
    flush();
  }

  private void tell() {
    for (Event event = collector.peek(); event != null; event = collector.peek()) {
      events.accept(event);
      collector.pop();
    }
  }

  /** Writes what the engine has to say, as one piece. */
  void flush() {
    Buffer out = Buffer.buffer();
    for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
      ByteBuffer head = transport.head();
      byte[] bytes = new byte[head.remaining()];
      head.get(bytes);
      out.appendBytes(bytes);
      transport.pop(bytes.length);
    }
    if (out.length() > 0) {
      socket.write(out);
    }
  }
}
