package io.efollowup.vault;

import java.nio.file.Path;

/** Commits one row after the other and prints how many there are, until it is killed. */
public final class CommittingProcess {
  private CommittingProcess() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    try (var database = EncryptedDatabase.open(file, EncryptedDatabaseTest.KEY, "db/sample")) {
      long count = database.<Long, RuntimeException>read(EncryptedDatabaseTest::count);
      while (true) {
        EncryptedDatabaseTest.insert(database, (int) ++count, "committed");
        System.out.println(count);
      }
    }
  }
}
