package io.efollowup.testkit.record;

import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.SqliteRecord;
import io.efollowup.vault.KeyedDigest;
import io.efollowup.vault.Sealer;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteRecordTest {
  static final byte[] KEY = new byte[32];

  @TempDir Path folder;

  static SqliteRecord open(Path folder) {
    return open(folder, KEY);
  }

  static SqliteRecord open(Path folder, byte[] databaseKey) {
    return SqliteRecord.open(
        folder.resolve("record"),
        folder.resolve("keys/patients.db"),
        databaseKey,
        Sealer.withKey(KEY),
        KeyedDigest.withKey(KEY));
  }

  @Nested
  class Readings extends AbstractReadingContract {
    @Override
    protected ClinicalRecord open() {
      return SqliteRecordTest.open(folder);
    }
  }

  @Nested
  class Assignments extends AbstractAssignmentContract {
    @Override
    protected ClinicalRecord open() {
      return SqliteRecordTest.open(folder);
    }
  }

  @Nested
  class Profiles extends AbstractProfileContract {
    @Override
    protected ClinicalRecord open() {
      return SqliteRecordTest.open(folder);
    }
  }

  @Nested
  class Everything extends AbstractRecordContract {
    @Override
    protected ClinicalRecord open() {
      return SqliteRecordTest.open(folder);
    }
  }

  /** The same promises while everything is folded into blocks after every transaction. */
  @Nested
  class FoldedReadings extends AbstractReadingContract {
    @Override
    protected ClinicalRecord open() {
      return new AlwaysFolding(SqliteRecordTest.open(folder));
    }
  }
}
