package io.efollowup.monitor.core;

import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is already stored for the patient that is stepped, everything the previous steps put out
 * included. Asked only where the state cannot tell: never about a reading that is newer than all of
 * a session the state remembers.
 */
public interface KnownItems {
  /** The value stored for this session and second. */
  Optional<GlucoseValue> valueAt(String session, Instant at);

  /** Whether a care event with this id is stored. */
  boolean hasEvent(UUID id);
}
