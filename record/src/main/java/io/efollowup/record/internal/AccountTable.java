package io.efollowup.record.internal;

import io.efollowup.record.Account;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Accounts, and the audit of what they did, which is only ever added to. */
record AccountTable(Handle handle) {
  private static final String SELECT =
      """
      SELECT o.name, a.name, a.role, a.password_hash, a.patient, a.language, a.disabled, a.failures,
        a.locked_until, a.created_at
      FROM account a JOIN organisation o ON o.number = a.organisation
      """;

  Optional<Account> named(String name) {
    return handle
        .createQuery(SELECT + "WHERE a.name = ?")
        .bind(0, name)
        .map((row, context) -> account(row))
        .findOne();
  }

  List<Account> of(OrganisationId organisation) {
    return handle
        .createQuery(SELECT + "WHERE o.name = ? ORDER BY a.name")
        .bind(0, organisation.value())
        .map((row, context) -> account(row))
        .list();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        new OrganisationId(row.getString(1)),
        row.getString(2),
        Role.valueOf(row.getString(3)),
        row.getString(4),
        Optional.ofNullable(row.getString(5)).map(PatientId::new),
        row.getString(6),
        row.getBoolean(7),
        row.getInt(8),
        Times.optional(row, 9),
        Times.instant(row.getLong(10)));
  }

  void put(long organisation, Account account) {
    handle.execute(
        """
        INSERT OR REPLACE INTO account (name, organisation, role, password_hash, patient, language,
          disabled, failures, locked_until, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        account.name(),
        organisation,
        account.role().name(),
        account.passwordHash(),
        account.patient().map(PatientId::value).orElse(null),
        account.language(),
        account.disabled(),
        account.failures(),
        account.lockedUntil().map(Times::exact).orElse(null),
        Times.exact(account.createdAt()));
  }

  List<AuditEntry> audit(OrganisationId organisation, int limit) {
    return handle
        .createQuery(
            """
            SELECT t.at, t.actor, t.action, t.patient, t.outcome
            FROM audit t JOIN organisation o ON o.number = t.organisation
            WHERE o.name = ? ORDER BY t.id DESC LIMIT ?
            """)
        .bind(0, organisation.value())
        .bind(1, limit)
        .map(
            (row, context) ->
                new AuditEntry(
                    Times.instant(row.getLong(1)),
                    row.getString(2),
                    row.getString(3),
                    Optional.ofNullable(row.getString(4)).map(PatientId::new),
                    row.getString(5)))
        .list();
  }

  void add(long organisation, AuditEntry entry) {
    handle.execute(
        """
        INSERT INTO audit (organisation, at, actor, action, patient, outcome)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        organisation,
        Times.exact(entry.at()),
        entry.actor(),
        entry.action(),
        entry.patient().map(PatientId::value).orElse(null),
        entry.outcome());
  }
}
