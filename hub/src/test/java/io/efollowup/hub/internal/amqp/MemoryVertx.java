package io.efollowup.hub.internal.amqp;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** As much of Vert.x as a connection needs, on the test's own thread; its clock stands still. */
public final class MemoryVertx {
  private final Queue<Handler<Void>> queued = new ArrayDeque<>();
  private final Map<Long, Handler<Long>> timers = new HashMap<>();
  private long lastTimer;
  private long newestDelay;

  @SuppressWarnings("unchecked")
  public Vertx vertx() {
    return proxy(
        Vertx.class,
        (name, arguments) ->
            switch (name) {
              case "getOrCreateContext" -> context();
              case "setTimer" -> setTimer((Long) arguments[0], (Handler<Long>) arguments[1]);
              case "cancelTimer" -> timers.remove((Long) arguments[0]) != null;
              default -> throw new UnsupportedOperationException(name);
            });
  }

  @SuppressWarnings("unchecked")
  private Context context() {
    return proxy(
        Context.class,
        (name, arguments) -> {
          if (!name.equals("runOnContext")) {
            throw new UnsupportedOperationException(name);
          }
          queued.add((Handler<Void>) arguments[0]);
          return null;
        });
  }

  private long setTimer(long delay, Handler<Long> step) {
    newestDelay = delay;
    timers.put(++lastTimer, step);
    return lastTimer;
  }

  /** Runs what was left to the event loop. */
  public void run() {
    for (Handler<Void> step = queued.poll(); step != null; step = queued.poll()) {
      step.handle(null);
    }
  }

  /** The timer that was set last goes off. */
  public void fireNewest() {
    timers.remove(lastTimer).handle(lastTimer);
    run();
  }

  /** After how many milliseconds the timer that was set last goes off. */
  public long newestDelay() {
    return newestDelay;
  }

  /** How many timers are set. */
  public int timers() {
    return timers.size();
  }

  private interface Call {
    Object of(String name, Object[] arguments);
  }

  @SuppressWarnings("unchecked")
  private static <T> T proxy(Class<T> type, Call call) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.of(method.getName(), arguments));
  }
}
