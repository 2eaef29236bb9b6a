package io.efollowup.hub.internal.method;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.MethodCall;
import io.efollowup.hub.MethodRequest;
import io.efollowup.hub.MethodResult;
import io.efollowup.hub.Subscription;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A call nobody has answered yet. All but its result is guarded by whoever keeps it. */
public final class PendingCall {
  private static final byte[] NOTHING = new byte[0];

  private final UUID id = UUID.randomUUID();
  private final MethodCall call;
  private final CompletableFuture<MethodResult> result = new CompletableFuture<>();
  private Subscription timer = () -> {};
  private boolean handedOver;

  public PendingCall(MethodCall call) {
    this.call = call;
  }

  public UUID id() {
    return id;
  }

  public MethodCall call() {
    return call;
  }

  public CompletableFuture<MethodResult> result() {
    return result;
  }

  /** Whether a device was asked. */
  public boolean isHandedOver() {
    return handedOver;
  }

  /** From now on a device is asked. */
  public void handOver() {
    handedOver = true;
  }

  /** From now on another timer runs for it. */
  public void await(Subscription next) {
    timer.close();
    timer = next;
  }

  /** Nothing is to be waited for any more. */
  public void stopWaiting() {
    timer.close();
  }

  public MethodRequest request() {
    return new MethodRequest(id, call.name(), call.payload().orElse(NOTHING));
  }

  public void fail(HubError error, String why) {
    result.completeExceptionally(new HubException(error, why));
  }
}
