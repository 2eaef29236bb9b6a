package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Claims;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Loop;
import io.efollowup.hub.internal.Resource;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.ReceiverSettleMode;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/**
 * One AMQP connection: sessions and links come and go, and each link that its tokens permit gets a
 * role. What the tokens permit is asked again whenever it may have changed. On one event loop.
 */
final class AmqpConnection implements LinkPort {
  private static final int LARGEST_FRAME = 8 * 1024;
  private static final int SASL_FRAME = 4 * 1024;
  private static final int SESSION_WINDOW = 2 * 1024 * 1024;
  private static final int MOST_CHANNELS = 1100;
  private static final Duration PROVE_WITHIN = Duration.ofSeconds(30);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final HubServices services;
  private final Connection connection = Proton.connection();
  private final AmqpStream stream;
  private final Claims claims;
  private final Authority authority;
  private final LinkRoles roles;
  private final Conduct conduct;
  private final Map<Link, LinkPlace> places = new LinkedHashMap<>();

  /**
   * @param out where the bytes go
   * @param disconnect closes the stream
   */
  AmqpConnection(Vertx vertx, HubServices services, WriteStream<Buffer> out, Runnable disconnect) {
    this.services = services;
    Collector collector = Proton.collector();
    connection.collect(collector);
    Transport transport = transport((int) services.options().idleTimeout().toMillis());
    stream =
        new AmqpStream(
            vertx, out, disconnect, transport, collector, this::handle, services.meters());
    claims = new Claims(services.access());
    authority = new Authority(services, stream, claims, this::revoke, this::requireProof);
    conduct = new Conduct(claims::none);
    roles = new LinkRoles(this, claims, authority::proved);
    SaslGate.install(
        transport,
        new SaslGate(claims, services.storeWork(), stream, services.meters(), authority::proved));
    transport.bind(connection);
    stream.after(PROVE_WITHIN, this::requireProof);
  }

  private static Transport transport(int idleMillis) {
    Transport transport = new StrictTransport(MOST_CHANNELS);
    transport.setInitialRemoteMaxFrameSize(SASL_FRAME);
    transport.setMaxFrameSize(LARGEST_FRAME);
    transport.setIdleTimeout(idleMillis);
    transport.setEmitFlowEventOnSend(false);
    return transport;
  }

  void received(Buffer bytes) {
    stream.received(bytes);
  }

  /** The stream has gone. */
  void gone() {
    stream.end();
    List.copyOf(places.keySet()).forEach(this::leave);
    authority.close();
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
  public boolean blocked() {
    return stream.blocked();
  }

  @Override
  public void overflow() {
    hangUp(
        new HubException(HubError.OVERLOADED, "Too many answers wait for credit on their link."));
  }

  private void handle(Event event) {
    try {
      if (connection.getLocalState() != EndpointState.CLOSED) {
        react(event);
      }
    } catch (HubException e) {
      hangUp(e);
    }
  }

  /** Says why, and does not wait for an answer. */
  private void hangUp(HubException why) {
    services.meters().refused(why.error());
    close(Conditions.of(why));
    stream.execute(stream::end);
  }

  private void react(Event event) {
    switch (event.getType()) {
      case CONNECTION_REMOTE_OPEN -> open();
      case CONNECTION_REMOTE_CLOSE -> connection.close();
      case SESSION_REMOTE_OPEN -> open(event.getSession());
      case SESSION_REMOTE_CLOSE -> close(event.getSession());
      case LINK_REMOTE_OPEN -> attach(event.getLink());
      case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> detach(event);
      case LINK_FLOW -> credit(event.getLink());
      case DELIVERY -> delivery(event.getLink(), event.getDelivery());
      default -> {
        // the rest is the engine's own affair
      }
    }
  }

  private void open() {
    connection.setContainer("efollowup-hub");
    connection.open();
    stream.keepTime();
  }

  private void open(Session session) {
    session.setIncomingCapacity(SESSION_WINDOW);
    session.open();
  }

  private void close(Session session) {
    places.keySet().stream()
        .filter(link -> link.getSession() == session)
        .toList()
        .forEach(this::leave);
    conduct.ended(session);
    session.close();
    stream.onceSent(session::free); // the engine forgets what it has not sent and trips over it
  }

  private void delivery(Link link, Delivery delivery) {
    Conduct.requireCredit(link);
    LinkPlace place = places.get(link);
    if (place == null) {
      Conduct.drop(link, delivery);
    } else {
      place.role().delivery(delivery);
    }
  }

  private void attach(Link link) {
    conduct.attached(link);
    try {
      AmqpAddress wanted = LinkPlace.wanted(link);
      authority.permit(
          wanted, resource -> place(link, wanted.node(), resource), why -> refuse(link, why));
    } catch (HubException e) {
      refuse(link, e);
    }
  }

  private void place(Link link, AmqpAddress.Node node, Resource resource) {
    if (link.getRemoteState() != EndpointState.ACTIVE || isOver()) {
      return; // the peer thought better of it
    }
    try {
      link.setSource(link.getRemoteSource());
      link.setTarget(link.getRemoteTarget());
      link.setSenderSettleMode(link.getRemoteSenderSettleMode());
      link.setReceiverSettleMode(ReceiverSettleMode.FIRST);
      LinkRole role = roles.create(link, node, resource);
      link.open();
      places.put(link, new LinkPlace(node, resource, role));
      authority.placed(node, resource);
      role.credit();
    } catch (HubException e) {
      refuse(link, e);
    }
  }

  private boolean isOver() {
    return stream.isOver() || connection.getLocalState() == EndpointState.CLOSED;
  }

  /** As the protocol has it: attached to nothing, then detached with the reason. */
  private void refuse(Link link, HubException why) {
    services.meters().refused(why.error());
    if (link.getRemoteState() == EndpointState.ACTIVE && !isOver()) {
      link.setSource(null);
      link.setTarget(null);
      link.open();
      close(link, why);
    }
  }

  private void detach(Event event) {
    Link link = event.getLink();
    conduct.detached(link);
    leave(link);
    if (event.getType() == Event.Type.LINK_REMOTE_DETACH) {
      link.detach();
    } else {
      link.close();
    }
    stream.onceSent(link::free);
  }

  private void leave(Link link) {
    LinkPlace place = places.remove(link);
    if (place != null) {
      place.role().ended();
      authority.left(place.node(), place.resource());
    }
  }

  private void credit(Link link) {
    LinkPlace place = places.get(link);
    if (place != null) {
      place.role().credit();
    }
  }

  /** What the tokens no longer permit ends; a connection left with nothing ends with it. */
  private void revoke(Map<Resource, HubException> refused) {
    Map<Link, HubException> lost = new LinkedHashMap<>();
    places.forEach(
        (link, place) -> {
          if (refused.containsKey(place.resource())) {
            lost.put(link, refused.get(place.resource()));
          }
        });
    lost.keySet().forEach(this::leave);
    boolean nothingLeft =
        places.values().stream().allMatch(place -> place.node() == AmqpAddress.Node.CLAIMS);
    if (nothingLeft) {
      HubException why = refused.values().iterator().next();
      services.meters().refused(why.error());
      close(Conditions.of(why));
    } else {
      lost.forEach(AmqpConnection::close);
    }
  }

  private static void close(Link link, HubException why) {
    link.setCondition(Conditions.of(why));
    link.close();
  }

  private void requireProof() {
    if (claims.none() && !isOver()) {
      HubException why =
          new HubException(HubError.TOKEN_EXPIRED, "The connection shows no token that is good.");
      services.meters().refused(why.error());
      close(Conditions.of(why));
    }
  }

  /** The hub closes its doors. */
  void shutDown() {
    close(Farewell.COME_BACK, Farewell.CLOSING);
  }

  private void close(ErrorCondition why) {
    close(why, why);
  }

  /** Says why, and hangs up when the peer does not answer. */
  private void close(ErrorCondition toSessions, ErrorCondition toConnection) {
    List.copyOf(places.keySet()).forEach(this::leave);
    Farewell.say(connection, toSessions, toConnection);
    stream.after(CLOSE_WITHIN, stream::end);
    stream.execute(() -> {}); // what is to be said is sent after each step of the loop
  }
}
