package io.efollowup.hub.internal.amqp;

import java.util.EnumSet;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Session;

/** How the hub ends a connection of its own accord. */
final class Farewell {
  /** The connection ends with the hub. */
  static final ErrorCondition CLOSING = closing("amqp:connection:forced");

  /**
   * What its sessions are told then: all libraries take this for a reason to connect again, while
   * some take {@link #CLOSING} for a failure that lasts.
   */
  static final ErrorCondition COME_BACK = closing("amqp:link:detach-forced");

  private static final EnumSet<EndpointState> OPEN = EnumSet.of(EndpointState.ACTIVE);
  private static final EnumSet<EndpointState> ANY = EnumSet.allOf(EndpointState.class);

  /** The hub closes its doors. */
  static final ErrorCondition OF_THE_HUB =
      new ErrorCondition(
          Symbol.valueOf("amqp:connection:forced"), "The hub is closing; connect again later.");

  private Farewell() {}

  private static ErrorCondition closing(String name) {
    return new ErrorCondition(Symbol.valueOf(name), "The hub is closing; connect again later.");
  }

  /**
   * Ends the sessions, then closes the connection, each with its reason. Its links are not detached
   * one by one. A library that hears of a detached link or a closed connection first takes down its
   * other links in good order, and waits most of a minute for answers that no longer come before it
   * tells its caller or connects again; the end of their session makes that unnecessary.
   */
  static void say(Connection connection, ErrorCondition toSessions, ErrorCondition toConnection) {
    if (connection.getLocalState() == EndpointState.UNINITIALIZED) {
      connection.open();
    }
    for (Session session = connection.sessionHead(OPEN, ANY);
        session != null;
        session = session.next(OPEN, ANY)) {
      session.setCondition(toSessions);
      session.close();
    }
    connection.setCondition(toConnection);
    connection.close();
  }
}
