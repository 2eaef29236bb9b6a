package io.efollowup.hub.internal;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A door that listens, with one server per processor, all on one port. */
public final class Listener implements AutoCloseable {
  private final Vertx vertx;
  private final String deployment;
  private final int port;

  private Listener(Vertx vertx, String deployment, int port) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.port = port;
  }

  /**
   * Listens when this returns; blocks.
   *
   * @param server makes one event loop's share, which tells the port it has bound
   */
  public static Listener open(Vertx vertx, Function<AtomicInteger, VerticleBase> server) {
    AtomicInteger port = new AtomicInteger();
    DeploymentOptions oneEach =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    String deployment =
        vertx
            .deployVerticle(() -> server.apply(port), oneEach)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return new Listener(vertx, deployment, port.get());
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
  }
}
