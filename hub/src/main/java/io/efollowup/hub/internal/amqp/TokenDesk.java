package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.internal.StoreWork;
import io.efollowup.hub.internal.guard.FailurePace;
import io.efollowup.hub.internal.guard.Origin;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Where the tokens of one connection are looked at: away from the event loop, and no longer at once
 * when many wrong ones came from its address.
 */
record TokenDesk(FailurePace failures, StoreWork storeWork, Origin origin) {
  <T> CompletableFuture<T> look(String token, Supplier<T> check) {
    return failures.look(origin, token, () -> storeWork.run(check));
  }
}
