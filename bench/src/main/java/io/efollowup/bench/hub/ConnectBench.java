package io.efollowup.bench.hub;

import io.efollowup.bench.Memory;
import io.efollowup.server.data.TemporaryDirectory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How many devices a second can connect, and what a connected device costs that says nothing. A
 * connection counts when it could send: TLS, the token and what else the protocol wants are done;
 * over HTTPS the token comes with each message, so there it is TLS alone.
 */
@Command(
    name = "connect",
    mixinStandardHelpOptions = true,
    description = "Connections opened a second, and memory of an idle connection.")
public final class ConnectBench implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 300;
  private static final int SETTLE_SECONDS = 2;
  private static final int MOST_LOOKS = 10;

  @Mixin private TargetOptions options;

  @Option(names = "--connections", defaultValue = "1000", description = "Of one measurement.")
  private int connections;

  @Option(names = "--at-once", defaultValue = "32", description = "Opening at the same time.")
  private int atOnce;

  @Override
  public Integer call() throws Exception {
    System.out.println("target,protocol,connections,opened_per_second,live_bytes,resident_bytes");
    for (int run = 0; run < options.runs(); run++) {
      for (Target target : options.targets()) {
        measure(target);
      }
    }
    return 0;
  }

  private void measure(Target target) throws Exception {
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      Installation installation = Installation.create(directory.path(), connections);
      try (TargetProcess process = TargetProcess.start(target, installation, options.jvm())) {
        for (Protocol protocol : options.protocols(target)) {
          open(target, protocol, process, installation, held -> {});
          long pid = process.serving().pid();
          Held before = Held.by(pid);
          open(
              target,
              protocol,
              process,
              installation,
              took -> print(target, protocol, took, before, pid));
        }
      }
    }
  }

  private interface WhileOpen {
    void look(double seconds) throws IOException, InterruptedException;
  }

  /** Opens all, looks, closes all. */
  private void open(
      Target target,
      Protocol protocol,
      TargetProcess process,
      Installation installation,
      WhileOpen look)
      throws Exception {
    try (Dialer dialer = new Dialer(installation.authority())) {
      List<LoadConnection> open = new ArrayList<>();
      long begin = System.nanoTime();
      Opening opening = new Opening(dialer, target, protocol, process.port(protocol));
      open.addAll(opening.all(installation.devices(), atOnce));
      double seconds = (System.nanoTime() - begin) / 1e9;
      look.look(seconds);
      open.forEach(LoadConnection::close);
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    }
  }

  private void print(Target target, Protocol protocol, double seconds, Held before, long pid)
      throws IOException, InterruptedException {
    Held with = Held.by(pid);
    System.out.printf(
        "%s,%s,%d,%.0f,%s,%d%n",
        target,
        protocol,
        connections,
        connections / seconds,
        with.live().isPresent()
            ? (with.live().getAsLong() - before.live().getAsLong()) / connections
            : "",
        (with.resident() - before.resident()) / connections);
  }

  /**
   * What a process holds when nothing happens.
   *
   * @param live objects, bytes; empty where it is no Java process
   * @param resident memory, bytes
   */
  private record Held(OptionalLong live, long resident) {
    /** Once it holds no less than a moment before: what was closed takes its time to go. */
    static Held by(long pid) throws IOException, InterruptedException {
      Held before = now(pid);
      for (int look = 0; look < MOST_LOOKS; look++) {
        Held now = now(pid);
        if (!now.isClearlyLessThan(before)) {
          return now;
        }
        before = now;
      }
      return before;
    }

    private static Held now(long pid) throws IOException, InterruptedException {
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      OptionalLong live = Memory.live(pid);
      return new Held(live, Memory.resident(pid));
    }

    private boolean isClearlyLessThan(Held before) {
      return live.isPresent() && live.getAsLong() < 0.99 * before.live().getAsLong();
    }
  }

  /** Opens connections, a number of them at a time. */
  private record Opening(Dialer dialer, Target target, Protocol protocol, int port) {
    List<LoadConnection> all(List<LoadDevice> devices, int atOnce) throws Exception {
      List<Future<List<LoadConnection>>> lanes = new ArrayList<>();
      for (int lane = 0; lane < atOnce; lane++) {
        Promise<List<LoadConnection>> opened = Promise.promise();
        next(devices, lane, atOnce, new ArrayList<>(), opened);
        lanes.add(opened.future());
      }
      return Future.all(lanes)
          .map(all -> all.<List<LoadConnection>>list().stream().flatMap(List::stream).toList())
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void next(
        List<LoadDevice> devices,
        int index,
        int step,
        List<LoadConnection> open,
        Promise<List<LoadConnection>> opened) {
      if (index >= devices.size()) {
        opened.complete(open);
        return;
      }
      dialer
          .open(target, protocol, port, devices.get(index))
          .onFailure(opened::tryFail)
          .onSuccess(
              connection -> {
                open.add(connection);
                next(devices, index + step, step, open, opened);
              });
    }
  }
}
