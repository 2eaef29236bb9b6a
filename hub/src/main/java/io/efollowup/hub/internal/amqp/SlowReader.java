package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.Loop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the peer reads what is written. One that does not is waited for a while, and is not read
 * from meanwhile. On the connection's loop.
 */
final class SlowReader {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final WriteStream<Buffer> out;
  private final Optional<ReadStream<?>> in;
  private final Loop loop;
  private final Runnable readsAgain;
  private final Runnable tooSlow;
  private Subscription limit = () -> {};
  private boolean waitedFor;

  /**
   * @param readsAgain called when it is waited for no longer
   * @param tooSlow called when it was waited for long enough
   */
  SlowReader(WriteStream<Buffer> out, Loop loop, Runnable readsAgain, Runnable tooSlow) {
    this.out = out;
    this.in = out instanceof ReadStream<?> socket ? Optional.of(socket) : Optional.empty();
    this.loop = loop;
    this.readsAgain = readsAgain;
    this.tooSlow = tooSlow;
  }

  boolean isWaitedFor() {
    return waitedFor;
  }

  /** To be called when something was written. */
  void look() {
    if (out.writeQueueFull()) {
      waitedFor = true;
      in.ifPresent(ReadStream::pause);
      limit = loop.after(LONGEST, tooSlow);
      out.drainHandler(drained -> goOn());
    }
  }

  private void goOn() {
    waitedFor = false;
    limit.close();
    readsAgain.run();
    if (!waitedFor) { // what waited may have been too much again
      in.ifPresent(ReadStream::resume);
    }
  }
}
