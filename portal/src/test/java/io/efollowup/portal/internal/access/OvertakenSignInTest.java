package io.efollowup.portal.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.record.Account;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Role;
import io.efollowup.testkit.record.InMemoryRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an account that somebody else changes while an attempt is under way. */
class OvertakenSignInTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  private final OvertakenRecord record = new OvertakenRecord(new InMemoryRecord());
  private final SignIn signIn =
      new SignIn(
          record,
          new PlainPasswords(),
          InstantSource.fixed(NOW),
          Runnable::run,
          new SimpleMeterRegistry());

  @BeforeEach
  void addTheDoctor() {
    put(account(false, 3, Optional.empty()));
  }

  private static Account account(boolean disabled, int failures, Optional<Instant> lockedUntil) {
    return new Account(
        OrganisationId.DEFAULT,
        "doctor",
        Role.DOCTOR,
        "right",
        Optional.empty(),
        "en",
        disabled,
        failures,
        lockedUntil,
        NOW.minusSeconds(60));
  }

  private void put(Account account) {
    record.write(
        transaction -> {
          transaction.putAccount(account);
          return null;
        });
  }

  private void overtakenBy(Account account) {
    record.overtakeWith(
        transaction -> {
          transaction.putAccount(account);
          return null;
        });
  }

  private Account stored() {
    return record.account("doctor").orElseThrow();
  }

  @Test
  void shouldCountEachOfTwoAttemptsThatFailAtOnce() {
    overtakenBy(account(false, 4, Optional.empty()));

    assertThat(signIn.attempt("doctor", "wrong")).isInstanceOf(SignIn.Outcome.Refused.class);

    assertThat(stored().failures()).isEqualTo(5);
    assertThat(stored().lockedUntil()).isPresent();
  }

  @Test
  void shouldLeaveAnAccountDisabledThatIsDisabledMeanwhile() {
    overtakenBy(account(true, 3, Optional.empty()));

    signIn.attempt("doctor", "right");

    assertThat(stored()).isEqualTo(account(true, 0, Optional.empty()));
  }

  @Test
  void shouldStoreNothingMoreThanAuditWhereNothingChanges() {
    put(account(false, 0, Optional.empty()));

    assertThat(signIn.attempt("doctor", "right")).isInstanceOf(SignIn.Outcome.Accepted.class);

    assertThat(stored()).isEqualTo(account(false, 0, Optional.empty()));
    assertThat(record.in(OrganisationId.DEFAULT).audit(10)).hasSize(1);
  }

  /** A password is its own hash. */
  private static final class PlainPasswords implements PasswordCheck {
    @Override
    public boolean matches(String password, String hash) {
      return password.equals(hash);
    }

    @Override
    public String decoy() {
      return "nobody's";
    }
  }
}
