package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.DeviceSessions;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Loop;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.time.Instant;
import java.util.Optional;

/** What is said on a connection whose device is known. On the connection's loop. */
final class Conversation implements MqttPort {
  private final MqttConnection connection;
  private final MqttStream stream;
  private final HubServices services;
  private final String device;
  private final String token;
  private final Packet.Terms terms;
  private final Tenure tenure;
  private final KeepAlive keepAlive;
  private final Feeds feeds;
  private final Publications publications;
  private final Testament testament;
  private Optional<MqttAuthority> authority = Optional.empty();

  Conversation(
      MqttConnection connection,
      MqttStream stream,
      MqttLoop shared,
      Packet.Connect connect,
      Greeting.Guest guest,
      Tenure tenure) {
    this.connection = connection;
    this.stream = stream;
    this.services = shared.services();
    this.device = guest.device();
    this.token = guest.token();
    this.tenure = tenure;
    this.terms = connect.terms();
    this.keepAlive = new KeepAlive(connect.keepAlive(), stream, stream::isHeld, this::silent);
    this.feeds = new Feeds(this, tenure);
    Events events = new Events(services, device);
    this.publications = new Publications(this, events, feeds);
    this.testament = new Testament(shared, events, guest.will());
  }

  /** The device is let in. */
  void begin(Instant until, DeviceSessions.Kept kept) {
    send(
        PacketWriter.connAck(
            0,
            kept.present(),
            Offer.of(version(), keepAlive, MqttConnection.largestPacket(services))));
    authority =
        Optional.of(new MqttAuthority(services, stream, device, token, until, this::notPermitted));
    feeds.resume(kept.feeds());
  }

  private void notPermitted(HubException why) {
    forgetWill();
    close(why);
  }

  private void silent() {
    close(
        new HubException(
            HubError.REQUEST_TIMEOUT, "Nothing was heard of the client for too long."));
  }

  /**
   * A newer connection of the device has taken its session over.
   *
   * @param goesOn whether it goes on there, and is not begun anew
   */
  void superseded(boolean goesOn) {
    testament.superseded(goesOn);
  }

  /** A packet; it is released here, but for a message's, which is when that is dealt with. */
  void packet(byte[] bytes) {
    keepAlive.heard();
    boolean held = false;
    try {
      held = take(connection.decode(bytes), bytes.length);
    } finally {
      if (!held) {
        release(bytes.length);
      }
    }
  }

  private boolean take(Packet packet, int bytes) {
    switch (packet) {
      case Packet.Publish publish -> {
        return publish(publish, bytes);
      }
      case Packet.PubAck acknowledged -> feeds.acknowledged(acknowledged);
      case Packet.Subscribe subscribe -> subscribe(subscribe);
      case Packet.Unsubscribe unsubscribe -> feeds.unsubscribe(unsubscribe);
      case Packet.Ping ignored -> send(PacketWriter.pong());
      case Packet.Disconnect disconnect -> disconnect(disconnect);
      case Packet.Connect ignored -> throw unexpected();
      case Packet.Foreign ignored -> throw unexpected();
    }
    return false;
  }

  private static HubException unexpected() {
    return new HubException(
        HubError.MALFORMED_REQUEST, "This packet is not expected here; QoS 2 is not supported.");
  }

  private boolean publish(Packet.Publish message, int bytes) {
    if (message.qos() > 1) {
      close(Reasons.QOS_NOT_SUPPORTED, unsupported("Messages have QoS 0 or 1."));
      return false;
    }
    if (message.alias()) {
      close(Reasons.ALIAS_INVALID, unsupported("Topics are not abbreviated."));
      return false;
    }
    if (message.retain() && version() == Version.V5) {
      close(Reasons.RETAIN_NOT_SUPPORTED, unsupported("No message is retained."));
      return false;
    }
    publications.publish(message, bytes);
    return true;
  }

  private void subscribe(Packet.Subscribe subscribe) {
    if (subscribe.identified()) {
      close(Reasons.NO_SUBSCRIPTION_IDS, unsupported("Subscriptions have no identifiers."));
    } else {
      feeds.subscribe(subscribe);
    }
  }

  private static HubException unsupported(String why) {
    return new HubException(HubError.UNSUPPORTED, why);
  }

  private void disconnect(Packet.Disconnect disconnect) {
    if (disconnect.sessionExpiry().isPresent()) {
      long seconds = disconnect.sessionExpiry().getAsLong();
      if (!tenure.outlivesConnection() && seconds > 0) {
        throw new HubException(
            HubError.MALFORMED_REQUEST, "A session that was not to be kept cannot be kept now.");
      }
      tenure.keepFor(seconds);
    }
    if (disconnect.reason() != Packet.Disconnect.WITH_WILL) {
      forgetWill();
    }
    stream.endOnceSent();
  }

  void forgetWill() {
    testament.forget();
  }

  /** The client reads again. */
  void drained() {
    feeds.pump();
  }

  /** The stream has gone; the device counts as gone when nothing is given to it here any more. */
  void ended() {
    feeds.close();
    publications.ended();
    testament.open(tenure);
    tenure.end();
    authority.ifPresent(MqttAuthority::close);
  }

  @Override
  public Loop loop() {
    return stream;
  }

  @Override
  public HubServices services() {
    return services;
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public Version version() {
    return connection.version();
  }

  @Override
  public Packet.Terms terms() {
    return terms;
  }

  @Override
  public boolean send(MqttMessage message) {
    return send(connection.encode(message));
  }

  @Override
  public boolean send(byte[] packet) {
    if (packet.length > terms.largestPacket()) {
      return false;
    }
    stream.write(packet);
    return true;
  }

  @Override
  public boolean isOver() {
    return stream.isOver();
  }

  @Override
  public boolean blocked() {
    return stream.blocked();
  }

  @Override
  public void hold(Intake.Hold why, boolean held) {
    if (held) {
      stream.hold(why);
    } else {
      stream.letGo(why);
    }
  }

  @Override
  public void release(int bytes) {
    stream.release(bytes);
  }

  @Override
  public void close(int reason, HubException why) {
    connection.end(reason, why);
  }
}
