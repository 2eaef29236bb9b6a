package io.efollowup.bench.hub;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Many devices at once on one target.
 *
 * @param protocol which all of them speak
 * @param connections one a device
 * @param inFlight unacknowledged messages a connection
 */
record Load(Protocol protocol, int connections, int inFlight) {
  private static final int PATIENCE_SECONDS = 60;

  /** Opens, sends for this long, closes. Every message must be accepted. */
  Figures put(Target target, TargetProcess process, Installation installation, int seconds)
      throws Exception {
    try (Dialer dialer = new Dialer(installation.authority())) {
      List<LoadConnection> open =
          all(
              installation.devices().stream()
                  .limit(connections)
                  .map(device -> dialer.open(target, protocol, process.port(protocol), device))
                  .toList(),
              PATIENCE_SECONDS);
      List<Future<Latencies>> running = new ArrayList<>();
      Duration processor = process.processorTime();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      for (int i = 0; i < connections; i++) {
        running.add(open.get(i).run(inFlight, installation.devices().get(i), end));
      }
      List<Latencies> found = all(running, seconds + PATIENCE_SECONDS);
      Duration used = process.processorTime().minus(processor);
      process.acknowledged(Latencies.acknowledged(found));
      open.forEach(LoadConnection::close);
      return Figures.of(Latencies.sorted(found), seconds, used);
    }
  }

  private static <T> List<T> all(List<Future<T>> futures, int seconds)
      throws InterruptedException, ExecutionException, TimeoutException {
    return Future.<T>all(futures)
        .map(all -> all.<T>list())
        .toCompletionStage()
        .toCompletableFuture()
        .get(seconds, TimeUnit.SECONDS);
  }

  /** As columns of a table. */
  String csv() {
    return "%s,%d,%d".formatted(protocol, connections, inFlight);
  }
}
