package io.efollowup.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A person's account.
 *
 * @param organisation whose
 * @param name sign-in name, unique in the installation, lower case
 * @param role what it may do
 * @param passwordHash Argon2id in PHC string form; never shown
 * @param patient the pseudonym of a PATIENT account
 * @param language {@code zh} or {@code en}
 * @param disabled whether sign-in is refused
 * @param failures failed sign-ins in a row
 * @param lockedUntil no sign-in before this
 * @param createdAt when it was made
 */
public record Account(
    OrganisationId organisation,
    String name,
    Role role,
    String passwordHash,
    Optional<PatientId> patient,
    String language,
    boolean disabled,
    int failures,
    Optional<Instant> lockedUntil,
    Instant createdAt) {
  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "Account[" + role + "]";
  }
}
