package io.efollowup.hub.internal.amqp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;

/** What well-mannered clients say, recorded, as the stuff that fuzz targets mutate. */
final class Sessions {
  private static final int HEADER = 8;

  private Sessions() {}

  /** Each a list of frames; a protocol header is one. */
  static List<List<byte[]>> recorded(MemoryHub hub) {
    List<List<byte[]>> sessions = new ArrayList<>();
    for (MemoryClient.Login login : MemoryClient.Login.values()) {
      sessions.add(device(hub, login));
    }
    sessions.add(service(hub));
    return sessions;
  }

  private static List<byte[]> device(MemoryHub hub, MemoryClient.Login login) {
    MemoryConnection connection = hub.connect();
    MemoryClient client = MemoryClient.open(connection, login);
    if (login != MemoryClient.Login.PLAIN) {
      client.authorise(MemoryHub.token("a"));
    }
    Sender events = client.sender("/devices/a/messages/events");
    client.send(events, MemoryClient.telemetry("one"));
    client.send(events, MemoryClient.telemetry("x".repeat(5000)));
    hub.putMessage("a");
    client.takeAll(client.receiver("/devices/a/messages/devicebound"));
    client.receiver("/devices/b/messages/devicebound");
    Receiver answers = client.receiver("/devices/a/twin");
    Sender twin = client.sender("/devices/a/twin");
    client.send(twin, MemoryClient.twinRequest("GET", "", "{}"));
    client.send(twin, MemoryClient.twinRequest("PATCH", "/properties/reported", "{'k':1}"));
    client.send(
        twin, MemoryClient.twinRequest("PUT", "/notifications/twin/properties/desired", ""));
    client.takeAll(answers);
    client.receiver("/devices/a/methods/devicebound");
    client.send(client.sender("/devices/a/methods/devicebound"), MemoryClient.methodAnswer());
    client.detach(events);
    return ended(connection, client);
  }

  private static List<byte[]> service(MemoryHub hub) {
    MemoryConnection connection = hub.connect();
    MemoryClient client = MemoryClient.authorised(connection, MemoryHub.serviceToken());
    client.send(client.sender("/messages/devicebound"), MemoryClient.toDevice("a"));
    hub.emptyQueues();
    client.takeAll(client.receiver("/messages/servicebound/feedback"));
    return ended(connection, client);
  }

  private static List<byte[]> ended(MemoryConnection connection, MemoryClient client) {
    client.close();
    connection.gone();
    return client.sent().stream().flatMap(said -> frames(said).stream()).toList();
  }

  private static List<byte[]> frames(byte[] bytes) {
    List<byte[]> frames = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int length = bytes[at] == 'A' ? HEADER : ByteBuffer.wrap(bytes).getInt(at);
      frames.add(Arrays.copyOfRange(bytes, at, at + length));
      at += length;
    }
    return frames;
  }

  static byte[] joined(List<byte[]> frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frames.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
