package io.efollowup.hub.internal.amqp;

import org.apache.qpid.proton.engine.Delivery;

/** What one link is there for. Called on its connection's loop only. */
interface LinkRole {
  /** A delivery arrived, or the peer settled one. */
  default void delivery(Delivery delivery) {}

  /** The peer takes more, or less. */
  default void credit() {}

  /** The link is gone, however it went. Called once. */
  default void ended() {}
}
