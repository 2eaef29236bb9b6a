package io.efollowup.hub.internal;

import io.efollowup.hub.FeedbackRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is known in memory of one queued message. The lock lives here only: a restart sets every
 * message free. Changed only within {@link MessageSlots#exclusively}; may be read by any thread.
 */
public final class Slot {
  /** Alarms before all else, then as they were queued. */
  public static final Comparator<Slot> HANDING_OUT =
      Comparator.comparing((Slot slot) -> slot.alarm.isEmpty())
          .thenComparingLong(slot -> slot.sequence);

  private final String device;
  private final long sequence;
  private final Instant expiresAt;
  private final FeedbackRequest ack;
  private final Optional<String> alarm;
  private volatile boolean superseded;
  private volatile Lock lock = Lock.NONE;

  /**
   * @param superseded whether a newer alarm of its kind has been queued
   */
  public Slot(
      String device,
      long sequence,
      Instant expiresAt,
      FeedbackRequest ack,
      Optional<String> alarm,
      boolean superseded) {
    this.device = device;
    this.sequence = sequence;
    this.expiresAt = expiresAt;
    this.ack = ack;
    this.alarm = alarm;
    this.superseded = superseded;
  }

  public String device() {
    return device;
  }

  public long sequence() {
    return sequence;
  }

  public FeedbackRequest ack() {
    return ack;
  }

  public boolean isAlarm() {
    return alarm.isPresent();
  }

  /** Whether it is an alarm of this kind that may still be handed out. */
  boolean isCurrent(String kind) {
    return !superseded && alarm.filter(kind::equals).isPresent();
  }

  public boolean isSuperseded() {
    return superseded;
  }

  public void supersede() {
    superseded = true;
  }

  public boolean isExpiredAt(Instant now) {
    return !expiresAt.isAfter(now);
  }

  public boolean isFreeAt(Instant now) {
    return !lock.until().isAfter(now);
  }

  public boolean isLockedBy(String token, Instant now) {
    return lock.token().equals(token) && lock.until().isAfter(now);
  }

  public Instant lockedUntil() {
    return lock.until();
  }

  public void lock(String token, Instant until) {
    lock = new Lock(token, until);
  }

  public void unlock() {
    lock = Lock.NONE;
  }

  /**
   * Takes away a lock that has run out.
   *
   * @return whether there was one
   */
  public boolean unlockIfRunOut(Instant now) {
    boolean ranOut = lock != Lock.NONE && isFreeAt(now);
    if (ranOut) {
      lock = Lock.NONE;
    }
    return ranOut;
  }

  private record Lock(String token, Instant until) {
    static final Lock NONE = new Lock("", Instant.MIN);
  }
}
