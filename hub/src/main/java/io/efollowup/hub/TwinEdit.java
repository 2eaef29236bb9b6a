package io.efollowup.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.twin.MergePatch;
import io.efollowup.hub.internal.twin.TwinSection;
import io.efollowup.hub.internal.twin.TwinState;
import java.time.Instant;

/** How a service's change is made, and what the device hears of it. */
sealed interface TwinEdit {
  TwinState after(TwinState before, String etag, Instant at);

  /** Desired properties as the device is told them, without their version. */
  ObjectNode news(TwinState after);

  /** Laid over what there is; where nothing is stated, everything stays. */
  record Patch(TwinChange change) implements TwinEdit {
    @Override
    public TwinState after(TwinState before, String etag, Instant at) {
      if (change.tags().isEmpty() && change.desired().isEmpty()) {
        return before;
      }
      TwinSection desired =
          change.desired().isEmpty()
              ? before.desired()
              : before.desired().patched(change.desired(), at);
      return before.with(etag, MergePatch.apply(before.tags(), change.tags()), desired);
    }

    @Override
    public ObjectNode news(TwinState after) {
      return change.desired().deepCopy();
    }
  }

  /** In place of what there is. */
  record Replacement(TwinChange change) implements TwinEdit {
    @Override
    public TwinState after(TwinState before, String etag, Instant at) {
      return before.with(
          etag,
          MergePatch.apply(Json.object(), change.tags()),
          before.desired().replaced(change.desired(), at));
    }

    @Override
    public ObjectNode news(TwinState after) {
      return after.desired().values().deepCopy();
    }
  }
}
