package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Claims;
import io.efollowup.hub.internal.Holding;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Session;

/**
 * What a peer may do on one connection: how many links it may keep, refused ones included, what its
 * sessions may cost, and that it sends only what it was given credit for. The engine looks at none
 * of it, and keeps everything in memory. On the connection's loop.
 */
final class Conduct {
  /** Libraries open eight before their first token: two to show it, six that wait for it. */
  private static final int LINKS_UNPROVED = 16;

  /** Libraries open six for a device; the rest are those that are closed and opened again. */
  private static final int LINKS_OF_DEVICE = 16;

  private static final int LINKS = 8000;

  /** What the engine keeps of a session that says nothing of itself. */
  private static final int SESSION_BYTES = 2 * 1024;

  private final Claims claims;
  private final Supplier<Holding> newHolding;
  private final Set<Session> begun = new HashSet<>();
  private final Set<Link> attached = new HashSet<>();
  private Optional<Holding> unproved = Optional.empty();
  private int proved = LINKS_UNPROVED;

  /**
   * @param claims what the peer has proved
   * @param newHolding counts what is kept for it before that
   */
  Conduct(Claims claims, Supplier<Holding> newHolding) {
    this.claims = claims;
    this.newHolding = newHolding;
  }

  /**
   * A session was begun by the peer. Libraries begin one for each of a thousand devices before the
   * first token, and say nothing of them: those beyond as many as there may be links have to be
   * such, and count as what arrives until there is a token.
   *
   * @throws HubException when it is one too many
   */
  void begun(Session session) {
    begun.add(session);
    if (isTooMany(begun.size()) && saysMore(session)) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "There are too many sessions with properties.");
    }
    count();
  }

  private static boolean saysMore(Session session) {
    return session.getRemoteProperties() != null
        || session.getRemoteOfferedCapabilities() != null
        || session.getRemoteDesiredCapabilities() != null;
  }

  /** The peer has shown a token. */
  void proved() {
    count();
  }

  private void count() {
    hold(claims.none() ? Math.max(0, begun.size() - LINKS_UNPROVED) * SESSION_BYTES : 0);
  }

  private void hold(int bytes) {
    int more = bytes - unproved.map(Holding::bytes).orElse(0);
    if (more > 0) {
      Holding holding = unproved.orElseGet(newHolding);
      unproved = Optional.of(holding);
      Optional<HubException> full = holding.add(more);
      if (full.isPresent()) {
        throw full.get();
      }
    } else if (more < 0) {
      unproved.ifPresent(holding -> holding.remove(-more));
    }
    if (bytes == 0) {
      unproved.ifPresent(Holding::close);
      unproved = Optional.empty();
    }
  }

  /** The connection ends. */
  void close() {
    hold(0);
  }

  /**
   * A link was attached by the peer.
   *
   * @throws HubException when it is one too many
   */
  void attached(Link link) {
    if (link == null) {
      throw new HubException(HubError.MALFORMED_REQUEST, "The handle of this link is in use.");
    }
    attached.add(link);
    if (isTooMany(attached.size())) {
      throw new HubException(HubError.MALFORMED_REQUEST, "There are too many links.");
    }
  }

  /** The tokens are counted only when that may change something. */
  private boolean isTooMany(int kept) {
    if (kept <= LINKS_UNPROVED) {
      return false;
    }
    if (claims.none()) {
      return true;
    }
    if (kept > proved) {
      int ofDevices = LINKS_UNPROVED + LINKS_OF_DEVICE * claims.devices().size();
      proved = claims.anyOfPolicy() ? LINKS : Math.min(LINKS, ofDevices);
    }
    return kept > proved;
  }

  void detached(Link link) {
    attached.remove(link);
  }

  void ended(Session session) {
    begun.remove(session);
    attached.removeIf(link -> link.getSession() == session);
    count();
  }

  /**
   * Something has arrived on a link.
   *
   * @throws HubException when the peer was not asked for it
   */
  static void requireCredit(Link link) {
    if (link instanceof Receiver receiver && receiver.getRemoteCredit() < 0) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "A message was sent without credit on its link.");
    }
  }

  /** What still arrives on a link that has ended is thrown away. */
  static void drop(Link link, Delivery delivery) {
    if (link instanceof Receiver receiver) {
      for (Delivery next = receiver.current(); next != null; next = receiver.current()) {
        receiver.recv();
        if (next.isPartial() && !next.isAborted()) {
          return;
        }
        receiver.advance();
        next.settle();
      }
    } else {
      delivery.settle();
    }
  }
}
