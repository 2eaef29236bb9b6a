package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.ByteBudget;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Owner;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The memory of one will that waits, in the share that those of all devices have. On a loop. */
final class WillRoom {
  private static final int OVERHEAD = 512;

  private final Holding holding;
  private final int bytes;

  WillRoom(ByteBudget budget, Packet.Will will) {
    this.holding = budget.holding(new Owner.Wills());
    this.bytes =
        OVERHEAD + will.topic().getBytes(StandardCharsets.UTF_8).length + will.body().length;
  }

  /** Has it kept, if it is not yet; where there is no room for it, says why. */
  Optional<HubException> take() {
    return holding.bytes() > 0 ? Optional.empty() : holding.add(bytes);
  }

  /** It does not wait any more. */
  void leave() {
    holding.remove(holding.bytes());
    holding.close();
  }
}
