package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.LoopWork;
import io.efollowup.hub.internal.Peers;
import io.efollowup.hub.internal.StreamProtocol;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** AMQP on one event loop. */
public final class AmqpLoop {
  private AmqpLoop() {}

  /**
   * @param context of the loop
   */
  public static StreamProtocol protocol(Vertx vertx, Context context, HubServices services) {
    LoopWork work = new LoopWork(context);
    return new Peers(
        (origin, in, out, line) -> new AmqpConnection(vertx, work, services, origin, out, line));
  }
}
