package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Claims;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Loop;
import io.efollowup.hub.internal.LoopWork;
import io.efollowup.hub.internal.Owner;
import io.efollowup.hub.internal.Proof;
import io.efollowup.hub.internal.Resource;
import io.efollowup.hub.internal.StreamProtocol;
import io.efollowup.hub.internal.guard.Origin;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.Map;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/**
 * One AMQP connection: its beginning, what it proves, its sessions and its end; its links are
 * {@link Links}. What its tokens permit is asked again whenever it may have changed. On one event
 * loop.
 */
final class AmqpConnection implements LinkPort, StreamProtocol.Peer, AmqpStream.Listener {
  private static final int SESSION_WINDOW = 2 * 1024 * 1024;
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final HubServices services;
  private final Origin origin;
  private final StreamProtocol.Line line;
  private final Connection connection = Proton.connection();
  private final AmqpStream stream;
  private final Claims claims;
  private final Authority authority;
  private final Links links;
  private final Inflow inflow;
  private Owner owner;

  /**
   * @param work of the event loop it is on
   * @param origin where the peer is
   * @param out where the bytes go
   * @param line what the stream is part of
   */
  AmqpConnection(
      Vertx vertx,
      LoopWork work,
      HubServices services,
      Origin origin,
      WriteStream<Buffer> out,
      StreamProtocol.Line line) {
    this.services = services;
    this.origin = origin;
    this.line = line;
    this.owner = new Owner.Address(origin);
    Transport transport = new StrictTransport(services.options().idleTimeout());
    stream = new AmqpStream(vertx, work, out, line::end, transport, this, services.meters());
    connection.collect(stream.collector());
    claims = new Claims(services.access());
    authority = new Authority(services, stream, claims, this::revoke, this::requireProof);
    LinkRoles roles = new LinkRoles(this, claims, this::proved);
    links =
        new Links(
            services,
            stream,
            claims,
            authority,
            roles,
            () -> services.budget().holding(new Owner.Address(origin)),
            this::isOver);
    SaslGate gate =
        new SaslGate(
            claims,
            origin,
            services,
            stream,
            stream::sayFirst,
            this::provedBySasl,
            () -> stream.onceSent(stream::end));
    inflow = new Inflow(gate, new EngineFrames(stream::feed)::take, stream::letEngineSpeak);
    transport.bind(connection);
    stream.after(services.options().requestTimeout(), this::requireProof);
  }

  @Override
  public void received(Buffer bytes) {
    stream.received(() -> orHangUp(() -> inflow.take(bytes)));
  }

  /** What came behind the token may be read now. */
  private void provedBySasl(Proof proof) {
    proved(proof);
    orHangUp(inflow::goOn);
  }

  private void proved(Proof proof) {
    owner = Owner.of(proof.principal(), origin);
    line.proved(owner);
    links.proved();
    authority.proved();
  }

  @Override
  public void gone() {
    stream.end();
    links.close();
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
  public Origin origin() {
    return origin;
  }

  @Override
  public Owner owner() {
    return owner;
  }

  @Override
  public boolean blocked() {
    return stream.blocked();
  }

  @Override
  public void filled(Session session) {
    links.filled(session);
  }

  @Override
  public void overflow() {
    hangUp(
        new HubException(HubError.OVERLOADED, "Too many answers wait for credit on their link."));
  }

  @Override
  public void tooSlow() {
    hangUp(new HubException(HubError.REQUEST_TIMEOUT, "A message did not arrive in time."));
  }

  @Override
  public void happened(Event event) {
    if (connection.getLocalState() != EndpointState.CLOSED) {
      orHangUp(() -> react(event));
    }
  }

  @Override
  public void readsAgain() {
    links.goOn();
  }

  @Override
  public void flushed() {
    links.flushed();
  }

  private void orHangUp(Runnable step) {
    try {
      step.run();
    } catch (HubException e) {
      if (!isOver()) {
        hangUp(e);
      }
    }
  }

  /** Says why, and does not wait for an answer. */
  private void hangUp(HubException why) {
    close(why);
    stream.execute(stream::end);
  }

  private void react(Event event) {
    switch (event.getType()) {
      case CONNECTION_REMOTE_OPEN -> open();
      case CONNECTION_REMOTE_CLOSE -> connection.close();
      case SESSION_REMOTE_OPEN -> open(event.getSession());
      case SESSION_REMOTE_CLOSE -> close(event.getSession());
      case LINK_REMOTE_OPEN -> links.attach(event.getLink());
      case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> links.detach(event);
      case LINK_FLOW -> links.credit(event.getLink());
      case DELIVERY -> links.delivery(event.getLink(), event.getDelivery());
      default -> {} // the rest is the engine's own affair
    }
  }

  private void open() {
    connection.setContainer("efollowup-hub");
    connection.open();
    stream.keepTime();
  }

  private void open(Session session) {
    links.begun(session);
    session.setIncomingCapacity(SESSION_WINDOW);
    session.open();
  }

  private void close(Session session) {
    links.ended(session);
    session.close();
    stream.onceSent(session::free); // the engine forgets what it has not sent and trips over it
  }

  private boolean isOver() {
    return stream.isOver() || connection.getLocalState() == EndpointState.CLOSED;
  }

  /** What the tokens no longer permit ends; a connection left with nothing ends with it. */
  private void revoke(Map<Resource, HubException> refused) {
    if (!links.lose(refused)) {
      close(refused.values().iterator().next());
    }
  }

  private void requireProof() {
    if (claims.none() && !isOver()) {
      close(
          new HubException(HubError.TOKEN_EXPIRED, "The connection shows no token that is good."));
    }
  }

  private void close(HubException why) {
    services.meters().refused(why.error());
    ErrorCondition said = Conditions.of(why);
    close(said, said);
  }

  @Override
  public void shutDown() {
    close(Farewell.COME_BACK, Farewell.CLOSING);
  }

  /** Says why, and hangs up when the peer does not answer. */
  private void close(ErrorCondition toSessions, ErrorCondition toConnection) {
    links.leaveAll();
    Farewell.say(connection, toSessions, toConnection);
    stream.after(CLOSE_WITHIN, stream::end);
    stream.execute(() -> {}); // what is to be said is sent after each step of the loop
  }
}
