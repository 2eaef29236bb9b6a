package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.DeviceSessions;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.HubNames;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Owner;
import io.efollowup.hub.internal.StreamProtocol;
import io.efollowup.hub.internal.guard.Origin;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One MQTT connection, over whatever stream: its first packet proves which device it is, and what
 * follows is a conversation with that device. On one event loop.
 */
public final class MqttConnection implements StreamProtocol.Peer {
  private static final Logger log = LoggerFactory.getLogger(MqttConnection.class);
  private static final Duration FIRST_WITHIN = Duration.ofSeconds(10);
  private static final int CONNECT = 0x10;
  private static final int LARGEST_FIRST = 16 * 1024;
  private static final int ROOM_FOR_PROPERTIES = 32 * 1024;

  private final MqttLoop shared;
  private final HubServices services;
  private final Origin origin;
  private final StreamProtocol.Line line;
  private final Holding holding;
  private final MqttStream stream;
  private Version version = Version.V3_1_1;
  private Optional<Conversation> conversation = Optional.empty();
  private boolean first = true;

  MqttConnection(
      MqttLoop shared,
      Origin origin,
      ReadStream<?> in,
      WriteStream<Buffer> out,
      StreamProtocol.Line line) {
    this.shared = shared;
    this.origin = origin;
    this.services = shared.services();
    this.line = line;
    this.holding = services.budget().holding(new Owner.Address(origin));
    this.stream = new MqttStream(shared, in, out, line::end, holding, new Incoming());
    Duration within = services.options().requestTimeout();
    stream.after(within.compareTo(FIRST_WITHIN) < 0 ? within : FIRST_WITHIN, this::requireFirst);
  }

  @Override
  public void received(Buffer bytes) {
    stream.received(bytes);
  }

  @Override
  public void gone() {
    stream.gone();
    conversation.ifPresent(Conversation::ended);
  }

  @Override
  public void shutDown() {
    if (!stream.isOver()) {
      conversation.ifPresent(Conversation::forgetWill);
      farewell(Reasons.SHUTTING_DOWN, Optional.of("The hub is closing; connect again later."));
      stream.settle();
    }
  }

  private void requireFirst() {
    if (first) {
      HubException why = new HubException(HubError.REQUEST_TIMEOUT, "No CONNECT arrived in time.");
      end(Reasons.ofDisconnect(why.error()), why);
    }
  }

  static int largestPacket(HubServices services) {
    return services.options().maxMessageBytes() + ROOM_FOR_PROPERTIES;
  }

  /** What is heard of the client. */
  private final class Incoming implements Intake.Receiver {
    @Override
    public int largest(int begin) {
      if (conversation.isPresent()) {
        return largestPacket(services);
      }
      if (begin != CONNECT) {
        throw new HubException(HubError.MALFORMED_REQUEST, "The first packet is a CONNECT.");
      }
      return LARGEST_FIRST;
    }

    @Override
    public void packet(byte[] packet) {
      if (conversation.isPresent()) {
        conversation.get().packet(packet);
      } else {
        stream.release(packet.length);
        first = false;
        greet(shared.codec().decodeFirst(packet));
      }
    }

    @Override
    public void refused(HubException why) {
      end(Reasons.ofDisconnect(why.error()), why);
    }

    @Override
    public void drained() {
      conversation.ifPresent(Conversation::drained);
    }
  }

  private void greet(Packet.Connect connect) {
    if (connect.version().isEmpty()) {
      services.meters().refused(HubError.UNSUPPORTED);
      refuse(Reasons.UNSUPPORTED_VERSION, Optional.empty());
      return;
    }
    version = connect.version().get();
    HubNames names = new HubNames(services.options().names());
    switch (Greeting.of(connect, names, services.options().maxMessageBytes())) {
      case Greeting.Guest guest -> look(connect, guest);
      case Greeting.Refusal refusal -> refuse(refusal.reason(), refusal.why());
    }
  }

  /**
   * What was found out about a device that connects.
   *
   * @param kept of its session; empty where a newer connection of the device has it
   */
  private record Found(Instant until, Optional<DeviceSessions.Kept> kept) {}

  private void look(Packet.Connect connect, Greeting.Guest guest) {
    Tenure tenure =
        new Tenure(services, stream, guest.device(), version, connect, this::superseded);
    stream.hold(Intake.Hold.DECIDING);
    services
        .desk()
        .look(origin, guest.token(), () -> find(guest, tenure))
        .whenComplete(
            (found, failure) ->
                stream.execute(() -> decided(connect, guest, tenure, found, failure)));
  }

  private Found find(Greeting.Guest guest, Tenure tenure) {
    Instant until = MqttAuthority.prove(services.access(), guest.token(), guest.device());
    return new Found(until, tenure.take());
  }

  private void decided(
      Packet.Connect connect, Greeting.Guest guest, Tenure tenure, Found found, Throwable failure) {
    boolean taken = failure == null && found.kept().isPresent();
    if (stream.isOver() && taken) {
      tenure.leave(Optional.empty());
      tenure.end(); // the client thought better of it
    } else if (taken) {
      welcome(guest, new Conversation(this, stream, shared, connect, guest, tenure), found);
    } else if (failure == null) {
      superseded(false);
    } else if (!stream.isOver()) {
      HubException why = HubException.of(failure);
      refuse(why.error().retryable() ? Reasons.SERVER_BUSY : Reasons.NOT_AUTHORISED, why);
    }
  }

  private void welcome(Greeting.Guest guest, Conversation begun, Found found) {
    Owner owner = new Owner.Device(guest.device());
    holding.moveTo(owner);
    line.proved(owner);
    conversation = Optional.of(begun);
    begun.begin(found.until(), found.kept().orElseThrow());
    stream.letGo(Intake.Hold.DECIDING);
  }

  /**
   * A newer connection of the device has its session.
   *
   * @param goesOn whether it goes on there, and is not begun anew
   */
  private void superseded(boolean goesOn) {
    conversation.ifPresent(one -> one.superseded(goesOn));
    if (!stream.isOver()) {
      services.meters().takenOver();
      farewell(Reasons.TAKEN_OVER, Optional.of("The device has connected once more."));
    }
  }

  private void refuse(int reason, HubException why) {
    services.meters().refused(why.error());
    refuse(reason, Optional.of(why.getMessage()));
  }

  private void refuse(int reason, Optional<String> why) {
    MqttProperties properties =
        version == Version.V5 ? PacketWriter.explained(why) : MqttProperties.NO_PROPERTIES;
    write(PacketWriter.connAck(Reasons.ofConnect(reason, version), false, properties));
    stream.endOnceSent();
  }

  /** Says something in the client's version of the protocol. */
  void write(MqttMessage message) {
    stream.write(encode(message));
  }

  byte[] encode(MqttMessage message) {
    return shared.codec().encode(message, version);
  }

  Packet decode(byte[] packet) {
    return shared.codec().decode(packet, version);
  }

  Version version() {
    return version;
  }

  /** Counts why, tells a client of MQTT 5, and ends the connection. */
  void end(int reason, HubException why) {
    if (stream.isOver()) {
      return;
    }
    if (why.error() == HubError.SERVER_ERROR) {
      log.error("An MQTT connection ended by an unexpected failure", why.getCause());
    }
    services.meters().refused(why.error());
    farewell(reason, Optional.of(why.getMessage()));
  }

  /** Before it has introduced itself, and in 3.1.1 ever, a client is told nothing. */
  void farewell(int reason, Optional<String> why) {
    if (conversation.isPresent() && version == Version.V5) {
      write(PacketWriter.disconnect(reason, why));
    }
    stream.endOnceSent();
  }
}
