package io.efollowup.bench.hub;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/**
 * One device on one TLS connection that keeps a number of messages in flight. Several connections
 * share few threads: each lives on one event loop, and {@link #run} and {@link #close} may be
 * called from anywhere.
 */
abstract sealed class LoadConnection permits HttpsConnection, AmqpsConnection, MqttsConnection {
  private final Context context;
  private Promise<Latencies> running = Promise.promise();
  private Latencies latencies = new Latencies();
  private Iterator<byte[]> messages = Collections.emptyIterator();
  private long end;
  private int inFlight;
  private Optional<String> broken = Optional.empty();

  /**
   * @param context the event loop of the connection, which is the current one
   */
  LoadConnection(Context context) {
    this.context = context;
  }

  /** Hands one message to the connection; what is handed over leaves at the latest in a flush. */
  abstract void send(byte[] message, long now);

  /** Lets everything handed over leave. */
  abstract void flush();

  /** Ends the connection as its protocol wants it ended. */
  abstract void finish();

  /**
   * Sends these messages, always as many unacknowledged as stated, until there are none left or it
   * is time.
   *
   * @param until by {@link System#nanoTime()}; what is acknowledged later is not counted
   * @return when everything sent is acknowledged; failed when something was refused or the
   *     connection broke
   */
  final Future<Latencies> run(int window, Iterator<byte[]> toSend, long until) {
    Promise<Latencies> result = Promise.promise();
    context.runOnContext(
        ignored -> {
          running = result;
          latencies = new Latencies();
          messages = toSend;
          end = until;
          broken.ifPresent(result::tryFail);
          for (int i = 0; i < window; i++) {
            sendNext(System.nanoTime());
          }
          flush();
        });
    return result.future();
  }

  final void close() {
    context.runOnContext(ignored -> finish());
  }

  /** To be called for each acknowledgement; the next message may be handed over within. */
  final void acknowledged(long sentAt) {
    long now = System.nanoTime();
    inFlight--;
    if (now <= end) {
      latencies.add(now - sentAt);
    } else {
      latencies.addLate();
    }
    sendNext(now);
    if (inFlight == 0) {
      running.tryComplete(latencies);
    }
  }

  /** To be called when nothing more can be expected of the connection. */
  final void failed(String why) {
    broken = broken.or(() -> Optional.of(why));
    running.tryFail(why);
  }

  private void sendNext(long now) {
    if (broken.isEmpty() && now < end && messages.hasNext()) {
      inFlight++;
      send(messages.next(), now);
    }
  }
}
