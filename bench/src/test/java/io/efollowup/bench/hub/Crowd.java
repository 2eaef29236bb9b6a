package io.efollowup.bench.hub;

import io.efollowup.testkit.process.Stopwatch;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Devices that stay connected, send a message every few seconds, and come back when they lose the
 * hub, as phones do: after a random moment, and more slowly each time it fails. Of each it is known
 * what was acknowledged and how long it had to wait while the machine ran. Thread-safe.
 */
final class Crowd implements AutoCloseable {
  private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private final Vertx vertx = Vertx.vertx();
  private final Path authority;
  private final Protocol protocol;
  private final int port;
  private final List<Member> members = new ArrayList<>();
  private final Stopwatch watch = Stopwatch.start();
  private final Map<String, Duration> waits = new ConcurrentHashMap<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private volatile Dialer dialer;
  private volatile boolean over;

  Crowd(Path authority, Protocol protocol, int port, List<LoadDevice> devices) {
    this.authority = authority;
    this.protocol = protocol;
    this.port = port;
    dialer = new Dialer(authority);
    devices.forEach(device -> members.add(new Member(device)));
  }

  /** All come within this time. */
  void come(Duration within) {
    members.forEach(member -> member.come(within));
  }

  /** Every connection is lost at once, and every device comes back within this time. */
  void cut(Duration within) throws Exception {
    Dialer cut = dialer;
    dialer = new Dialer(authority);
    members.forEach(Member::lost);
    cut.close();
    come(within);
  }

  /** From now on a device counts as waiting until its next message is acknowledged. */
  void beginToWait() {
    members.forEach(Member::lost);
  }

  /** How many have had a message acknowledged since they began to wait. */
  int served() {
    return waits.size();
  }

  /** The longest that any of these had to wait. */
  Duration longestWait() {
    return waits.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** The messages acknowledged so far: device and number of its message. */
  Set<String> acknowledged() {
    return new HashSet<>(acknowledged);
  }

  @Override
  public void close() throws Exception {
    over = true;
    watch.close();
    dialer.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private final class Member {
    private final LoadDevice device;
    private long sent;
    private Duration waitingSince = watch.elapsed();
    private long life;

    Member(LoadDevice device) {
      this.device = device;
    }

    synchronized void lost() {
      waits.remove(device.id());
      waitingSince = watch.elapsed();
    }

    synchronized void come(Duration within) {
      long current = ++life;
      later(ThreadLocalRandom.current().nextLong(within.toMillis() + 1), () -> dial(current, 200));
    }

    private void later(long millis, Runnable step) {
      vertx.setTimer(Math.max(1, millis), timer -> step.run());
    }

    private synchronized boolean isPast(long which) {
      return over || which != life;
    }

    private void dial(long which, long pause) {
      if (isPast(which)) {
        return;
      }
      dialer
          .open(Target.HUB, protocol, port, device)
          .onSuccess(connection -> send(which, connection))
          .onFailure(failure -> again(which, pause));
    }

    private void again(long which, long pause) {
      long doubled = Math.min(LONGEST_PAUSE.toMillis(), pause * 2);
      later(ThreadLocalRandom.current().nextLong(pause, doubled + 1), () -> dial(which, doubled));
    }

    private void send(long which, LoadConnection connection) {
      if (isPast(which)) {
        return; // closed with its dialer
      }
      byte[] message = device.next();
      String name = device.id() + "#" + ++sent;
      connection
          .run(1, List.of(message).iterator(), Long.MAX_VALUE)
          .onSuccess(
              done -> {
                acknowledged.add(name);
                served();
                later(BETWEEN_MESSAGES.toMillis(), () -> send(which, connection));
              })
          .onFailure(failure -> again(which, 200));
    }

    private synchronized void served() {
      waits.putIfAbsent(device.id(), watch.elapsed().minus(waitingSince));
    }
  }
}
