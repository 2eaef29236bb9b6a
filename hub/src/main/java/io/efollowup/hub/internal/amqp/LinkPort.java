package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Loop;
import io.efollowup.hub.internal.Owner;
import io.efollowup.hub.internal.guard.Origin;
import org.apache.qpid.proton.engine.Session;

/** What a link's role sees of its connection. */
interface LinkPort {
  Loop loop();

  HubServices services();

  /** Where the peer is. */
  Origin origin();

  /** Who it has proved to be last; its address before that. */
  Owner owner();

  /** Whether the peer does not read what is written at present. */
  boolean blocked();

  /** So much waits for the peer's window in this session that no more is sent before it opens. */
  void filled(Session session);

  /** The peer lets too much wait that it asked for: the connection ends, saying so. */
  void overflow();

  /** A message does not arrive in time: the connection ends, saying so. */
  void tooSlow();
}
