package io.efollowup.bench.hub;

import io.efollowup.server.data.TemporaryDirectory;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a 7-day wear costs a phone's data plan: bytes of TCP payload both ways, TLS included, on a
 * connection that stays open. The connection's own cost, up to where the first message may be sent,
 * stands apart.
 */
@Command(
    name = "wire",
    mixinStandardHelpOptions = true,
    description = "Bytes on the wire of a 7-day wear, TLS included, for each transport.")
public final class WireBench implements Callable<Integer> {
  private static final int READINGS_A_MESSAGE = 60;

  /** The most whose bodies stay under the 255 KB of a batch, in two equal parts. */
  private static final int MESSAGES_A_BATCH = 28;

  private static final int PATIENCE_SECONDS = 120;

  @Option(
      names = "--target",
      defaultValue = "hub",
      converter = Target.Reader.class,
      description = "hub, hub-alone, artemis or mosquitto (${DEFAULT-VALUE}).")
  private Target target;

  @Option(names = "--protocols", split = ",", defaultValue = "https,amqps,mqtts")
  private List<Protocol> protocols;

  private final Wear wear = new Wear();

  /**
   * One way to send the wear.
   *
   * @param bodies of messages or batches
   * @param window how many go unanswered at a time
   */
  private record Way(String name, Protocol protocol, List<byte[]> bodies, int window) {
    boolean isHttpsBatch() {
      return protocol == Protocol.HTTPS && name.equals("batched");
    }
  }

  @Override
  public Integer call() throws Exception {
    List<Way> ways =
        protocols.stream()
            .filter(target::speaks)
            .flatMap(protocol -> ways(protocol).stream())
            .toList();
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      Installation installation = Installation.create(directory.path(), ways.size());
      try (TargetProcess process =
          TargetProcess.start(target, installation, List.of("-XX:+UseSerialGC"))) {
        System.out.println(
            "protocol,way,sends,body_bytes,connection_bytes,bytes_up,bytes_down,bytes_a_reading");
        for (int i = 0; i < ways.size(); i++) {
          System.out.println(measure(ways.get(i), process, installation, i));
        }
      }
    }
    return 0;
  }

  private List<Way> ways(Protocol protocol) {
    List<byte[]> hours = wear.messages(READINGS_A_MESSAGE);
    Way batched =
        switch (protocol) {
          case HTTPS -> new Way("batched", protocol, Wear.batches(hours, MESSAGES_A_BATCH), 1);
          case AMQPS, MQTTS -> new Way("batched", protocol, hours, hours.size());
        };
    return List.of(
        new Way("one reading a message", protocol, wear.messages(1), 1),
        new Way("60 readings a message", protocol, hours, 1),
        batched);
  }

  private String measure(Way way, TargetProcess process, Installation installation, int device)
      throws Exception {
    try (CountingProxy proxy = new CountingProxy(process.port(way.protocol()));
        Dialer dialer = new Dialer(installation.authority())) {
      LoadDevice sender = installation.devices().get(device);
      LoadConnection connection =
          await(
              way.isHttpsBatch()
                  ? dialer.openForBatches(proxy.port(), sender)
                  : dialer.open(target, way.protocol(), proxy.port(), sender));
      CountingProxy.Count opened = proxy.whenQuiet();
      long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      await(connection.run(way.window(), way.bodies().iterator(), patience));
      CountingProxy.Count sent = proxy.whenQuiet().since(opened);
      connection.close();
      return "%s,%s,%d,%d,%d,%d,%d,%.1f"
          .formatted(
              way.protocol(),
              way.name(),
              way.bodies().size(),
              way.bodies().stream().mapToLong(body -> body.length).sum(),
              opened.total(),
              sent.up(),
              sent.down(),
              (double) sent.total() / Wear.READINGS);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
