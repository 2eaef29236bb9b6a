package io.efollowup.server.admin;

import static io.efollowup.server.admin.AdministrationParts.ORGANISATION;

import io.efollowup.record.Account;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.Passwords;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import io.efollowup.server.admin.Administration.AccountRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** People's accounts. */
final class AccountAdministration {
  private static final int SHORTEST_PASSWORD = 8;
  private static final String SYSTEM = "system";

  private final ClinicalRecord record;
  private final InstantSource clock;

  AccountAdministration(ClinicalRecord record, InstantSource clock) {
    this.record = record;
    this.clock = clock;
  }

  void create(AccountRequest request, Optional<PatientId> patient) {
    Role role = role(request.role());
    String name = request.name().toLowerCase(Locale.ROOT);
    if (!name.matches("[a-z0-9][a-z0-9._@-]{0,63}")) {
      throw new AdministrationProblem(
          "an account name has 1 to 64 of a-z, 0-9, . _ @ and -, beginning with a letter or digit");
    }
    if (name.equals(SYSTEM)) {
      throw new AdministrationProblem(
          "no account is called system: the record signs so what no person did; choose another name");
    }
    if (record.account(name).isPresent()) {
      throw new AdministrationProblem("there is an account %s already".formatted(name));
    }
    if (role == Role.PATIENT && patient.isEmpty()) {
      throw new AdministrationProblem("a patient's account needs --patient");
    }
    if (!List.of("zh", "en").contains(request.language())) {
      throw new AdministrationProblem("the language is zh or en");
    }
    put(
        new Account(
            ORGANISATION,
            name,
            role,
            hash(request.password()),
            patient,
            request.language(),
            false,
            0,
            Optional.empty(),
            clock.instant()));
  }

  void setPassword(String name, String password) {
    Account old =
        record
            .account(name.toLowerCase(Locale.ROOT))
            .orElseThrow(() -> new AdministrationProblem("there is no account " + name));
    put(
        new Account(
            old.organisation(),
            old.name(),
            old.role(),
            hash(password),
            old.patient(),
            old.language(),
            old.disabled(),
            0,
            Optional.empty(),
            old.createdAt()));
  }

  private void put(Account account) {
    record.write(
        tx -> {
          tx.putAccount(account);
          return account;
        });
  }

  private static String hash(String password) {
    if (password.length() < SHORTEST_PASSWORD) {
      throw new AdministrationProblem("a password has at least 8 characters");
    }
    return Passwords.hash(password.toCharArray());
  }

  private static Role role(String text) {
    try {
      return Role.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new AdministrationProblem(
          "there is no role %s; there are operator, security-officer, doctor, nurse, patient, follower, analyst"
              .formatted(text),
          e);
    }
  }
}
