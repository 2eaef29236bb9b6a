package io.efollowup.conformance2016;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.transport.State;
import com.microsoft.azure.sdk.iot.device.transport.amqps.AmqpsIotHubConnection;
import com.microsoft.azure.sdk.iot.device.transport.amqps.AmqpsTransport;
import io.efollowup.testkit.process.Await;
import java.lang.reflect.Field;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens and closes device clients of 2016. Over AMQPS their {@code open} starts the connection's
 * thread and only then begins to wait for a notification from it, which is given before a byte is
 * sent: where that thread was faster, {@code open} waits three minutes for what is over. {@code
 * close} is made the same way, with a thread that is rarely faster. Such a one is notified again
 * here, but not before the connection is open or closed, and it is counted.
 */
final class Nudge {
  private static final long GRACE_SECONDS = 1;
  private static final AtomicInteger overAmqps = new AtomicInteger();
  private static final AtomicInteger given = new AtomicInteger();

  private Nudge() {}

  /** Opens it; over AMQPS, that it returns says nothing of the hub. */
  static void open(DeviceClient client) throws Exception {
    take(client, client::open, "openLock", () -> isAttached(client));
  }

  static void close(DeviceClient client) throws Exception {
    take(client, client::close, "closeLock", () -> isOver(client));
  }

  /** How many had missed their notification. */
  static int given() {
    return given.get();
  }

  static String count() {
    return "%d openings and closings of the device library of 2016 over AMQPS, %d nudged"
        .formatted(overAmqps.get(), given.get());
  }

  /** Whether the hub has attached the link this client sends on. */
  static boolean isAttached(DeviceClient client) throws ReflectiveOperationException {
    return value(client, DeviceClient.class, "transport") instanceof AmqpsTransport transport
        && value(transport, AmqpsTransport.class, "connection") instanceof AmqpsIotHubConnection c
        && value(c, AmqpsIotHubConnection.class, "state") == State.OPEN;
  }

  private static void take(
      DeviceClient client, Era.Step step, String lock, Callable<Boolean> reached) throws Exception {
    CompletableFuture<Void> end = Era.started(step);
    if (isOverAmqps(client)) {
      overAmqps.incrementAndGet();
      Await.until("what is told by " + lock, () -> end.isDone() || reached.call());
      if (!returnsByItself(end)) {
        given.incrementAndGet();
        notifyAgain(ofConnection(client, lock), end);
      }
    }
    Await.end(lock + " is not needed any more", end);
  }

  private static boolean returnsByItself(CompletableFuture<Void> end) throws Exception {
    try {
      end.get(GRACE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static void notifyAgain(Object lock, CompletableFuture<Void> end) throws Exception {
    Await.until(
        "it returns",
        () -> {
          synchronized (lock) {
            lock.notifyAll();
          }
          return end.isDone();
        });
  }

  private static boolean isOver(DeviceClient client) throws ReflectiveOperationException {
    return ofConnection(client, "reactor") == null;
  }

  private static boolean isOverAmqps(DeviceClient client) throws ReflectiveOperationException {
    return value(client, DeviceClient.class, "transport") instanceof AmqpsTransport;
  }

  private static Object ofConnection(DeviceClient client, String field)
      throws ReflectiveOperationException {
    Object transport = value(client, DeviceClient.class, "transport");
    Object connection = value(transport, AmqpsTransport.class, "connection");
    return value(connection, AmqpsIotHubConnection.class, field);
  }

  private static Object value(Object of, Class<?> declaring, String field)
      throws ReflectiveOperationException {
    Field found = declaring.getDeclaredField(field);
    found.setAccessible(true);
    return found.get(of);
  }
}
