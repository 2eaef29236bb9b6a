package io.efollowup.monitor;

import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.RecordTransaction;
import io.efollowup.testkit.record.ForwardingRecord;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A record whose commits fail when told to. */
final class FailingRecord extends ForwardingRecord {
  /** When a commit fails. */
  enum Moment {
    /** Before anything was done. */
    BEFORE,
    /** After everything was done and before it was committed. */
    WITHIN,
    /** After the commit: it happened, and nobody knows. */
    AFTER
  }

  private Moment moment = Moment.BEFORE;
  private boolean everySecond;
  private int writes;
  private int failures;
  private int commitsLeft = Integer.MAX_VALUE;
  private boolean dead;
  private CountDownLatch died = new CountDownLatch(1);

  FailingRecord(ClinicalRecord record) {
    super(record);
  }

  synchronized void failEverySecond(Moment when) {
    everySecond = true;
    moment = when;
  }

  /** After so many more commits the next one fails, and all after it fail before they begin. */
  synchronized void dieAfter(int commits, Moment when) {
    commitsLeft = commits;
    moment = when;
    dead = false;
    died = new CountDownLatch(1);
  }

  synchronized void revive() {
    commitsLeft = Integer.MAX_VALUE;
    dead = false;
  }

  void awaitDeathOr(BooleanSupplier done) throws InterruptedException {
    CountDownLatch latch;
    synchronized (this) {
      latch = died;
    }
    for (int i = 0; i < 20_000 && !done.getAsBoolean(); i++) {
      if (latch.await(1, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  synchronized int failures() {
    return failures;
  }

  @Override
  public <T> T write(Function<RecordTransaction, T> work) {
    Optional<Moment> failing = failing();
    if (failing.filter(Moment.BEFORE::equals).isPresent()) {
      throw failure();
    }
    T result =
        super.write(
            tx -> {
              T done = work.apply(tx);
              if (failing.filter(Moment.WITHIN::equals).isPresent()) {
                throw failure();
              }
              return done;
            });
    if (failing.isPresent()) {
      throw failure();
    }
    return result;
  }

  private synchronized Optional<Moment> failing() {
    writes++;
    if (dead) {
      return Optional.of(Moment.BEFORE);
    }
    if (commitsLeft-- == 0) {
      dead = true;
      return Optional.of(moment);
    }
    return everySecond && writes % 2 == 0 ? Optional.of(moment) : Optional.empty();
  }

  private synchronized IllegalStateException failure() {
    failures++;
    if (dead) {
      died.countDown();
    }
    return new IllegalStateException("the disk is full");
  }
}
