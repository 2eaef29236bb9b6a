package io.efollowup.hub.internal;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.LockedMessage;
import io.efollowup.hub.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Moves a device's messages from the queue to a transport that can be pushed to, one at a time, as
 * long as it has room. Everything but what blocks happens on the connection's loop.
 */
public final class DeviceboundPump implements Subscription {
  /** Where the messages go. Called on the loop. */
  public interface Outlet {
    /** Whether one more can be taken now; when that changes it calls {@link #pump()}. */
    boolean hasRoom();

    void deliver(LockedMessage message);
  }

  private final String device;
  private final CloudToDeviceQueue queue;
  private final StoreWork storeWork;
  private final InstantSource clock;
  private final Loop loop;
  private final Outlet outlet;
  private final Subscription news;
  private Optional<Subscription> unlock = Optional.empty();
  private boolean fetching;
  private boolean again;
  private boolean closed;

  public DeviceboundPump(
      String device,
      CloudToDeviceQueue queue,
      StoreWork storeWork,
      InstantSource clock,
      Loop loop,
      Outlet outlet) {
    this.device = device;
    this.queue = queue;
    this.storeWork = storeWork;
    this.clock = clock;
    this.loop = loop;
    this.outlet = outlet;
    news = queue.onAvailable(device, () -> loop.execute(this::pump));
  }

  /** Looks for a message if there is room for one. To be called on the loop. */
  public void pump() {
    if (closed || !outlet.hasRoom()) {
      return;
    }
    if (fetching) {
      again = true;
      return;
    }
    if (queue.mayHoldMessages(device)) {
      fetching = true;
      storeWork
          .run(() -> queue.receive(device))
          .whenComplete((message, failure) -> arrived(message, failure));
    }
  }

  private void arrived(Optional<LockedMessage> message, Throwable failure) {
    loop.execute(() -> took(failure == null ? message : Optional.empty(), failure != null));
  }

  private void took(Optional<LockedMessage> message, boolean failed) {
    fetching = false;
    boolean asked = again;
    again = false;
    if (message.isPresent()) {
      if (closed) {
        giveBack(message.get());
        return;
      }
      outlet.deliver(message.get());
      pump();
    } else if (asked && !failed) {
      pump();
    } else {
      lookAgainLater(failed);
    }
  }

  /** What is locked becomes free without anybody telling; a store that failed may be back. */
  private void lookAgainLater(boolean failed) {
    unlock.ifPresent(Subscription::close);
    Optional<Instant> next =
        failed
            ? Optional.of(clock.instant().plus(Duration.ofSeconds(5)))
            : queue.nextUnlock(device);
    unlock =
        next.filter(instant -> !closed)
            .map(
                instant -> {
                  Duration wait = Duration.between(clock.instant(), instant).plusMillis(5);
                  return loop.after(wait.isPositive() ? wait : Duration.ofMillis(5), this::pump);
                });
  }

  private void giveBack(LockedMessage message) {
    storeWork.perform(() -> queue.release(device, message.lockToken()));
  }

  @Override
  public void close() {
    closed = true;
    news.close();
    unlock.ifPresent(Subscription::close);
  }
}
