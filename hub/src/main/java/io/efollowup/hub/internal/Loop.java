package io.efollowup.hub.internal;

import io.efollowup.hub.Subscription;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The one thread on which a connection's state is read and changed. {@link #execute} may be called
 * on any thread; what it is given runs later, in order, even when the connection is gone by then.
 */
public interface Loop extends Executor {
  /** Runs the work on the loop after a while, unless the subscription is closed before. */
  Subscription after(Duration delay, Runnable work);
}
