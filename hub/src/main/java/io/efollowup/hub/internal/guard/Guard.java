package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubLimits;
import io.efollowup.hub.internal.HubMeters;
import io.vertx.core.net.NetServerOptions;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What protects the hub under load and attack, for every door the same. A door puts it in front of
 * its server ({@link #watch}), asks {@link #failures} before it looks at an unknown token, and lets
 * devices send as {@link #sluice} says. Safe for use by several threads.
 */
public final class Guard {
  /** How often {@link #tick} wants to be called. */
  public static final long TICK_MILLIS = 50;

  private final Doorkeeper keeper;
  private final FailurePace failures;
  private final Sluice sluice;
  private final HandshakeClock clock;

  public Guard(HubLimits limits, Consumer<HubError> refused) {
    this(limits, refused, HandshakeClock.standard(), System::nanoTime);
  }

  Guard(HubLimits limits, Consumer<HubError> refused, HandshakeClock clock, LongSupplier nanos) {
    this.keeper = new Doorkeeper(limits.connections(), refused, nanos);
    this.failures = new FailurePace(limits.connections().failuresPerMinute(), nanos);
    this.sluice = new Sluice(limits, nanos);
    this.clock = clock;
  }

  /** Puts the guard in front of a TLS server, before it listens. */
  public void watch(Door door, NetServerOptions server) {
    server.setSslEngineOptions(new DoorTls(door, keeper, clock));
  }

  public FailurePace failures() {
    return failures;
  }

  public Sluice sluice() {
    return sluice;
  }

  /** To be called every {@link #TICK_MILLIS}. */
  public void tick() {
    keeper.tick();
  }

  /** Shows how much there is at present, of everything that has a limit. */
  public void show(HubMeters meters) {
    for (Door door : Door.values()) {
      meters.gauge(
          "hub.connections",
          "Connections open, those included that have not finished TLS",
          "door",
          door.label(),
          () -> keeper.open(door));
    }
    meters.gauge("hub.handshakes.working", "TLS handshakes at work", keeper::atWork);
    meters.gauge(
        "hub.handshakes.waiting", "TLS handshakes waiting for their turn", keeper::waiting);
    meters.gauge(
        "hub.backlog.messages",
        "Messages that have come and are not durable yet",
        sluice::backlogMessages);
    meters.gauge("hub.backlog.bytes", "Bytes of these messages", sluice::backlogBytes);
  }
}
