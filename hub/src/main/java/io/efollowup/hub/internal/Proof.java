package io.efollowup.hub.internal;

import java.time.Instant;
import java.util.List;

/**
 * A token was signed by this one and is good until then.
 *
 * @param principal who signed it
 * @param reach the path it is for, below the host
 * @param expiry when it ends
 */
public record Proof(Principal principal, List<String> reach, Instant expiry) {
  /** Whose key signs tokens. */
  public sealed interface Principal {
    /** A device, with its own key. */
    record OfDevice(String device) implements Principal {
      @Override
      public String toString() {
        return "OfDevice[hidden]";
      }
    }

    /** A shared access policy. */
    record OfPolicy(String policy) implements Principal {}
  }

  @Override
  public String toString() {
    return "Proof[hidden]";
  }
}
