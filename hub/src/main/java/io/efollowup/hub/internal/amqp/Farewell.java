package io.efollowup.hub.internal.amqp;

import java.util.EnumSet;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Session;

/** How the hub ends a connection of its own accord. */
final class Farewell {
  private static final EnumSet<EndpointState> OPEN = EnumSet.of(EndpointState.ACTIVE);
  private static final EnumSet<EndpointState> ANY = EnumSet.allOf(EndpointState.class);

  /** The hub closes its doors. */
  static final ErrorCondition OF_THE_HUB =
      new ErrorCondition(
          Symbol.valueOf("amqp:connection:forced"), "The hub is closing; connect again later.");

  private Farewell() {}

  /**
   * Ends the sessions, then closes the connection, each with the reason. Its links are not detached
   * one by one. A library that hears of a detached link or a closed connection first takes down its
   * other links in good order, and waits most of a minute for answers that no longer come before it
   * tells its caller or connects again; the end of their session makes that unnecessary.
   */
  static void say(Connection connection, ErrorCondition why) {
    if (connection.getLocalState() == EndpointState.UNINITIALIZED) {
      connection.open();
    }
    for (Session session = connection.sessionHead(OPEN, ANY);
        session != null;
        session = session.next(OPEN, ANY)) {
      session.setCondition(why);
      session.close();
    }
    connection.setCondition(why);
    connection.close();
  }
}
