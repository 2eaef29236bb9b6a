package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.HubLimits;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.BoundedCache;
import io.efollowup.hub.internal.Loop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How telemetry comes in: at a pace for each device, and only as much as the journal makes durable.
 * A door asks before it lets a device send: where it can make the device wait it does ({@link
 * #whenOpen}), else it refuses ({@link #refusal}). Safe for use by several threads; never blocks.
 */
public final class Sluice {
  private static final int DEVICES = 100_000;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final HubLimits.Device limits;
  private final LongSupplier nanos;
  private final Backlog backlog;
  private final BoundedCache<String, DevicePace> paces = new BoundedCache<>(DEVICES);

  Sluice(HubLimits limits, LongSupplier nanos) {
    this.limits = limits.device();
    this.nanos = nanos;
    this.backlog = new Backlog(limits.backlog(), limits.device());
  }

  private DevicePace pace(String device) {
    return paces.computeIfAbsent(device, id -> new DevicePace(limits, nanos));
  }

  /** Whether the device may send now. */
  public boolean isOpen(String device) {
    return backlog.hasRoom(device) && !pace(device).isSpent();
  }

  /** Why the device may not send now, for doors that answer each message. */
  public Optional<HubException> refusal(String device) {
    if (!backlog.hasRoom()) {
      return Optional.of(backlogFull());
    }
    if (!backlog.hasRoom(device)) {
      return Optional.of(deviceBacklogFull());
    }
    DevicePace pace = pace(device);
    return pace.isSpent() ? Optional.of(tooFast(pace)) : Optional.empty();
  }

  /**
   * Why a message that has come may not enter even so: the device went on long after it should have
   * stopped.
   */
  public Optional<HubException> excess(String device) {
    if (backlog.isFull()) {
      return Optional.of(backlogFull());
    }
    if (backlog.isFull(device)) {
      return Optional.of(deviceBacklogFull());
    }
    DevicePace pace = pace(device);
    return pace.isOverdrawn() ? Optional.of(tooFast(pace)) : Optional.empty();
  }

  /**
   * Runs the step on the loop once the device may send, and soon when it may already; never when
   * the subscription is closed before.
   */
  public Subscription whenOpen(String device, Loop loop, Runnable step) {
    Waiting waiting = new Waiting(device, loop, step);
    waiting.look();
    return waiting;
  }

  /** What the device has sent counts, whatever becomes of it. */
  public void sent(String device, int bytes) {
    pace(device).spend(bytes);
  }

  /**
   * Has a message appended when it is its turn.
   *
   * @param bytes of its payload
   * @param append hands it to the journal; must not block
   */
  public CompletableFuture<Long> submit(
      String device, int bytes, Supplier<CompletableFuture<Long>> append) {
    return backlog.submit(device, bytes, append);
  }

  long backlogMessages() {
    return backlog.messages();
  }

  long backlogBytes() {
    return backlog.bytes();
  }

  private static HubException backlogFull() {
    return new HubException(
        HubError.BACKLOG_FULL, "Too much waits to be stored at present; try again.");
  }

  private static HubException deviceBacklogFull() {
    return new HubException(
        HubError.DEVICE_BACKLOG_FULL,
        "Too much of this device waits to be stored at present; try again.",
        SOON);
  }

  private static HubException tooFast(DevicePace pace) {
    return new HubException(
        HubError.DEVICE_PACE, "The device sends more than it may; try again later.", pace.pause());
  }

  /** A step that waits for its device's pace, for room, and again for both. */
  private final class Waiting implements Subscription {
    private final String device;
    private final Loop loop;
    private final Runnable step;
    private volatile boolean closed;
    private volatile Subscription current = () -> {};

    Waiting(String device, Loop loop, Runnable step) {
      this.device = device;
      this.loop = loop;
      this.step = step;
    }

    void look() {
      if (closed) {
        return;
      }
      DevicePace pace = pace(device);
      if (pace.isSpent()) {
        current = loop.after(pace.pause(), this::look);
      } else if (!backlog.hasRoom(device)) {
        current = backlog.whenRoom(device, loop, this::look);
      } else {
        loop.execute(
            () -> {
              if (!closed) {
                step.run();
              }
            });
      }
    }

    @Override
    public void close() {
      closed = true;
      current.close();
    }
  }
}
