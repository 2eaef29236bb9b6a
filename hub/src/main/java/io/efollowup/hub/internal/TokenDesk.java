package io.efollowup.hub.internal;

import io.efollowup.hub.internal.guard.FailurePace;
import io.efollowup.hub.internal.guard.Origin;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Where every door has tokens looked at, away from the event loops. Whoever shows a token that is
 * known to be good does not suffer from the wrong ones of its neighbours; the others are looked at
 * as {@link FailurePace} lets them. Safe for use by several threads.
 */
public final class TokenDesk {
  private final AccessControl access;
  private final FailurePace failures;
  private final StoreWork storeWork;

  public TokenDesk(AccessControl access, FailurePace failures, StoreWork storeWork) {
    this.access = access;
    this.failures = failures;
    this.storeWork = storeWork;
  }

  /**
   * Has a token looked at.
   *
   * @param origin where it came from
   * @param token as it was shown
   * @param check decides; may block
   * @return what the check gives; fails with a {@link io.efollowup.hub.HubException}
   */
  public <T> CompletableFuture<T> look(Origin origin, String token, Supplier<T> check) {
    return access.isKnown(token)
        ? storeWork.run(check)
        : failures.look(origin, token, () -> storeWork.run(check));
  }
}
