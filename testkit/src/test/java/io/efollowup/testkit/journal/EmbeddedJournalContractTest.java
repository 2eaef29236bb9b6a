package io.efollowup.testkit.journal;

import io.efollowup.journal.EmbeddedJournal;
import io.efollowup.journal.Journal;
import io.efollowup.vault.MasterKey;
import io.efollowup.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedJournalContractTest extends JournalContract {
  @TempDir Path directory;

  @Override
  protected Journal create() {
    Vault vault = Vault.open(directory.resolve("keys"), MasterKey.random());
    return EmbeddedJournal.open(
        directory.resolve("journal"),
        vault.sealer("journal"),
        new EmbeddedJournal.Options(8 * 1024, Duration.ofDays(1), 8 << 20));
  }
}
