package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Claims;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Session;

/**
 * The links of one connection: each that its tokens permit gets a role, and keeps it as long as
 * they do. On the connection's loop.
 */
final class Links {
  private final HubServices services;
  private final AmqpStream stream;
  private final Authority authority;
  private final LinkRoles roles;
  private final BooleanSupplier over;
  private final Conduct conduct;
  private final LinkPlaces places = new LinkPlaces();
  private final Set<Session> full = new LinkedHashSet<>();

  /**
   * @param unproved makes what counts what is kept for the peer before it has shown a token
   * @param over whether nothing more is said on the connection
   */
  Links(
      HubServices services,
      AmqpStream stream,
      Claims claims,
      Authority authority,
      LinkRoles roles,
      Supplier<Holding> unproved,
      BooleanSupplier over) {
    this.services = services;
    this.stream = stream;
    this.authority = authority;
    this.roles = roles;
    this.over = over;
    this.conduct = new Conduct(claims, unproved);
  }

  /**
   * Something has arrived on a link.
   *
   * @throws HubException when the peer was not asked for it
   */
  void delivery(Link link, Delivery delivery) {
    Conduct.requireCredit(link);
    places
        .of(link)
        .ifPresentOrElse(
            place -> place.role().delivery(delivery), () -> Conduct.drop(link, delivery));
  }

  /** The peer takes more on a link. */
  void credit(Link link) {
    places.of(link).ifPresent(place -> place.role().credit());
  }

  /** No more goes out in a session until the peer opens its window. */
  void filled(Session session) {
    full.add(session);
  }

  /**
   * What the peer's windows let out was sent: where there is room again, links that waited go on.
   */
  void flushed() {
    if (!full.isEmpty()) {
      List<Session> roomy = full.stream().filter(SendingLink::hasRoom).toList();
      roomy.forEach(full::remove);
      roomy.forEach(session -> stream.execute(() -> places.in(session).forEach(this::credit)));
    }
  }

  /** The peer reads again what is written. */
  void goOn() {
    places.all().forEach(this::credit);
  }

  /**
   * A session was begun by the peer.
   *
   * @throws HubException when it is one too many
   */
  void begun(Session session) {
    conduct.begun(session);
  }

  /**
   * A link was attached by the peer.
   *
   * @throws HubException when it is one too many
   */
  void attach(Link link) {
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
    if (link.getRemoteState() != EndpointState.ACTIVE || over.getAsBoolean()) {
      return; // the peer thought better of it
    }
    try {
      LinkPlace.confirm(link);
      LinkRole role = roles.create(link, node, resource);
      link.open();
      places.put(link, new LinkPlace(node, resource, role));
      authority.placed(node, resource);
      role.credit();
    } catch (HubException e) {
      refuse(link, e);
    }
  }

  private void refuse(Link link, HubException why) {
    services.meters().refused(why.error());
    if (link.getRemoteState() == EndpointState.ACTIVE && !over.getAsBoolean()) {
      LinkPlace.deny(link, why);
    }
  }

  /** A link was detached by the peer. */
  void detach(Event event) {
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
    places
        .remove(link)
        .ifPresent(
            place -> {
              place.role().ended();
              authority.left(place.node(), place.resource());
            });
  }

  /** A session has ended, and its links with it. */
  void ended(Session session) {
    places.in(session).forEach(this::leave);
    full.remove(session);
    conduct.ended(session);
  }

  /** The peer has shown a token. */
  void proved() {
    conduct.proved();
  }

  /** The connection says no more. */
  void leaveAll() {
    places.all().forEach(this::leave);
  }

  /** The connection is gone. */
  void close() {
    leaveAll();
    conduct.close();
  }

  /**
   * What the tokens no longer permit ends.
   *
   * @return whether anything is left but links that show tokens; if not, none was told
   */
  boolean lose(Map<Resource, HubException> refused) {
    Map<Link, HubException> lost = places.lost(refused);
    lost.keySet().forEach(this::leave);
    if (places.nothingButClaims()) {
      return false;
    }
    lost.forEach(LinkPlace::end);
    return true;
  }
}
