package io.efollowup.portal.internal.access;

import io.efollowup.record.OrganisationId;
import java.time.Instant;

/**
 * Somebody signed in.
 *
 * @param key digest of the cookie; the cookie itself is kept nowhere
 * @param startedAt when they signed in
 */
public record Session(String key, String account, OrganisationId organisation, Instant startedAt) {
  /** Says nothing of who. */
  @Override
  public String toString() {
    return "Session";
  }
}
