package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.Subscription;

/** Whether the peer of a link may be asked for more at present. On the connection's loop. */
interface Inlet {
  /** Always. */
  Inlet OPEN =
      new Inlet() {
        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public Subscription whenOpen(Runnable step) {
          throw new IllegalStateException("it is never closed");
        }
      };

  boolean isOpen();

  /** Runs the step once it is open, unless the subscription is closed before. */
  Subscription whenOpen(Runnable step);
}
