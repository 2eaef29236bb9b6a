package io.efollowup.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Whose readings a device brings, from one instant to another. Intervals of one device never
 * overlap.
 *
 * @param organisation whose device and patient
 * @param device device id
 * @param patient pseudonym
 * @param from inclusive
 * @param to exclusive; empty while it lasts
 */
public record Assignment(
    OrganisationId organisation,
    String device,
    PatientId patient,
    Instant from,
    Optional<Instant> to) {
  /** Whether this instant lies inside the interval. */
  public boolean covers(Instant at) {
    return !at.isBefore(from) && to.map(at::isBefore).orElse(true);
  }
}
