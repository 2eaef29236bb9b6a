package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Claims;
import java.util.HashSet;
import java.util.Set;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Session;

/**
 * What a peer may do on one connection: how many links it may keep, refused ones included, and that
 * it sends only what it was given credit for. The engine looks at neither, and keeps everything in
 * memory. On the connection's loop.
 */
final class Conduct {
  /** Libraries open eight before their first token: two to show it, six that wait for it. */
  private static final int LINKS_UNPROVED = 16;

  /** Libraries open six for a device; the rest are those that are closed and opened again. */
  private static final int LINKS_OF_DEVICE = 16;

  private static final int LINKS = 8000;

  private final Claims claims;
  private final Set<Link> attached = new HashSet<>();
  private int proved = LINKS_UNPROVED;

  /**
   * @param claims what the peer has proved
   */
  Conduct(Claims claims) {
    this.claims = claims;
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
    if (attached.size() > LINKS_UNPROVED && isTooMany()) {
      throw new HubException(HubError.MALFORMED_REQUEST, "There are too many links.");
    }
  }

  /** The tokens are counted only when that may change something. */
  private boolean isTooMany() {
    if (claims.none()) {
      return true;
    }
    if (attached.size() > proved) {
      int ofDevices = LINKS_UNPROVED + LINKS_OF_DEVICE * claims.devices().size();
      proved = claims.anyOfPolicy() ? LINKS : Math.min(LINKS, ofDevices);
    }
    return attached.size() > proved;
  }

  void detached(Link link) {
    attached.remove(link);
  }

  void ended(Session session) {
    attached.removeIf(link -> link.getSession() == session);
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
