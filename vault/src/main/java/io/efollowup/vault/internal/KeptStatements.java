package io.efollowup.vault.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the statements of one connection prepared: compiling one takes SQLite longer than most take
 * to run. A statement is lent to one caller at a time, so a query may run the same SQL while it
 * reads its rows. What is kept holds no values. For use by one thread at a time, as its connection.
 */
final class KeptStatements extends DefaultStatementBuilder {
  /** More than the texts of any of the schemas. */
  private static final int MOST = 128;

  /** By their SQL, longest unused first. */
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    Optional<PreparedStatement> kept = Optional.ofNullable(idle.remove(sql));
    return kept.isPresent() ? kept.get() : super.create(connection, sql, context);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (statement instanceof PreparedStatement prepared && mayBeKept(sql, prepared)) {
      prepared.clearParameters();
      keep(sql, prepared);
    } else {
      statement.close();
    }
  }

  /** A pragma's row may not have been read, which would hold a lock. Failed ones are closed. */
  private static boolean mayBeKept(String sql, PreparedStatement statement) throws SQLException {
    return !sql.startsWith("PRAGMA") && !statement.isClosed();
  }

  private void keep(String sql, PreparedStatement statement) throws SQLException {
    PreparedStatement other = idle.put(sql, statement);
    if (other != null) {
      other.close();
    }
    if (idle.size() > MOST) {
      String eldest = idle.keySet().iterator().next();
      idle.remove(eldest).close();
    }
  }

  @Override
  public void close(Connection connection) {
    // The driver closes a connection's statements with it.
    idle.clear();
  }
}
