package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.internal.HubServices;
import io.efollowup.vault.TlsIdentity;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/** The AMQP door: listens with one server per processor, all on one port. */
public final class AmqpDoor implements AutoCloseable {
  private final Vertx vertx;
  private final String deployment;
  private final int port;

  private AmqpDoor(Vertx vertx, String deployment, int port) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.port = port;
  }

  /** Listens when this returns; blocks. */
  public static AmqpDoor open(Vertx vertx, HubServices services, TlsIdentity tls) {
    AtomicInteger port = new AtomicInteger();
    DeploymentOptions oneEach =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    String deployment =
        vertx
            .deployVerticle(() -> new AmqpVerticle(services, tls, port), oneEach)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return new AmqpDoor(vertx, deployment, port.get());
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
  }
}
