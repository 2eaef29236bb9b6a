package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.internal.HubServices;
import io.efollowup.vault.TlsIdentity;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/** The MQTT door: listens with one server per processor, all on one port. */
public final class MqttDoor implements AutoCloseable {
  private final Vertx vertx;
  private final String deployment;
  private final int port;

  private MqttDoor(Vertx vertx, String deployment, int port) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.port = port;
  }

  /** Listens when this returns; blocks. */
  public static MqttDoor open(Vertx vertx, HubServices services, TlsIdentity tls) {
    AtomicInteger port = new AtomicInteger();
    AtomicInteger connections = new AtomicInteger();
    DeploymentOptions oneEach =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    String deployment =
        vertx
            .deployVerticle(() -> new MqttVerticle(services, tls, port, connections), oneEach)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return new MqttDoor(vertx, deployment, port.get());
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
  }
}
