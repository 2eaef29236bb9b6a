package io.efollowup.portal.internal.access;

import io.efollowup.record.Account;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.RecordTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks names and passwords. An unknown name costs the same time, gets the same answer and is
 * locked out by the same rule as a known one. Safe for use by several threads.
 */
public final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_PASSWORD = 1024;
  private static final int CHECKS_AT_ONCE = 2;

  /** How an attempt ended. */
  public sealed interface Outcome {
    /** Name and password are right. */
    record Accepted(Account account) implements Outcome {}

    /** They are not, or the account may not sign in. */
    record Refused() implements Outcome {}

    /** Too many attempts with this name. */
    record Locked(Instant until) implements Outcome {}
  }

  private final ClinicalRecord record;
  private final PasswordCheck passwords;
  private final InstantSource clock;
  private final Executor background;
  private final MeterRegistry meters;
  private final Lockouts lockouts;
  private final String decoy;
  // Argon2id takes much memory: more comparisons at once would let a flood of sign-ins exhaust it.
  private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

  public SignIn(
      ClinicalRecord record,
      PasswordCheck passwords,
      InstantSource clock,
      Executor background,
      MeterRegistry meters) {
    this.record = record;
    this.passwords = passwords;
    this.clock = clock;
    this.background = background;
    this.meters = meters;
    this.lockouts = new Lockouts(clock);
    this.decoy = passwords.decoy();
  }

  /** Tries to sign in. */
  public Outcome attempt(String typedName, String password) {
    String name = typedName.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.length() > LONGEST_NAME || password.length() > LONGEST_PASSWORD) {
      return new Outcome.Refused();
    }
    Optional<Instant> lockedUntil = lockouts.begin(name);
    if (lockedUntil.isPresent()) {
      count("locked");
      return new Outcome.Locked(lockedUntil.get());
    }
    return check(name, password);
  }

  private Outcome check(String name, String password) {
    Optional<Account> account = record.account(name);
    boolean matches = matches(password, account.map(Account::passwordHash).orElse(decoy));
    if (account.isPresent() && matches && maySignIn(account.get())) {
      lockouts.succeeded(name);
      count("allowed");
      succeeded(account.get());
      return new Outcome.Accepted(account.get());
    }
    count("refused");
    // After the answer: the time a write takes must not tell that the account exists.
    background.execute(() -> account.ifPresent(this::failed));
    return new Outcome.Refused();
  }

  private boolean matches(String password, String hash) {
    checks.acquireUninterruptibly();
    try {
      return passwords.matches(password, hash);
    } finally {
      checks.release();
    }
  }

  private boolean maySignIn(Account account) {
    boolean locked = account.lockedUntil().filter(clock.instant()::isBefore).isPresent();
    return !account.disabled() && !locked;
  }

  private void succeeded(Account account) {
    store(account.name(), now -> withFailures(now, 0, Optional.empty()), "allowed");
  }

  private void failed(Account account) {
    store(account.name(), this::withOneFailureMore, "refused");
  }

  private Account withOneFailureMore(Account account) {
    int failures = account.failures() + 1;
    Duration lock = Lockouts.lockAfter(failures);
    return withFailures(
        account,
        failures,
        lock.isZero() ? account.lockedUntil() : Optional.of(clock.instant().plus(lock)));
  }

  /**
   * Changes the account as it is now. It is read where nobody else writes: of two attempts at once
   * each counts, and what an administrator changed since the attempt began stays.
   */
  private void store(String name, UnaryOperator<Account> change, String outcome) {
    try {
      record.write(
          transaction -> {
            record
                .account(name)
                .ifPresent(account -> store(transaction, account, change.apply(account), outcome));
            return null;
          });
    } catch (RuntimeException e) {
      // A full disk must not keep a doctor from seeing glucose; operators learn of it here.
      LOG.error("A sign-in could not be written to the record: {}", e.getClass().getName());
      meters.counter("efollowup.portal.audit.failures").increment();
    }
  }

  private void store(
      RecordTransaction transaction, Account account, Account changed, String outcome) {
    if (!changed.equals(account)) {
      transaction.putAccount(changed);
    }
    transaction.audit(
        account.organisation(),
        new AuditEntry(clock.instant(), account.name(), "sign-in", Optional.empty(), outcome));
  }

  private static Account withFailures(Account account, int failures, Optional<Instant> until) {
    return new Account(
        account.organisation(),
        account.name(),
        account.role(),
        account.passwordHash(),
        account.patient(),
        account.language(),
        account.disabled(),
        failures,
        until,
        account.createdAt());
  }

  private void count(String outcome) {
    meters.counter("efollowup.portal.sign.ins", "outcome", outcome).increment();
  }
}
