package io.efollowup.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.journal.JournalEntry;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.data.DataDirectoryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A data directory of which something is gone. */
class StoresTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"keys/patients.db", "record/record.db"})
  void shouldRefuseToStartWithoutADatabaseItHad(String lost) throws IOException {
    open().close();
    Files.delete(root.resolve(lost));

    assertThatThrownBy(this::open)
        .isInstanceOf(DataDirectoryProblem.class)
        .hasMessageContainingAll(root.resolve(lost).toString(), "restore");
    assertThat(root.resolve(lost)).doesNotExist();
  }

  @Test
  void shouldRefuseToStartWithAnEmptiedDatabase() throws IOException {
    open().close();
    Files.write(root.resolve("record/record.db"), new byte[0]);

    assertThatThrownBy(this::open)
        .isInstanceOf(DataDirectoryProblem.class)
        .hasMessageContaining("record.db is missing or empty");
  }

  @Test
  void shouldRefuseToStartWithoutTheHubsDatabaseOnceMessagesWereAccepted() throws IOException {
    try (Stores stores = open()) {
      stores.journal().append(JournalEntry.tick(Instant.EPOCH)).join();
    }
    Files.delete(root.resolve("hub/hub.db"));

    assertThatThrownBy(this::open)
        .isInstanceOf(DataDirectoryProblem.class)
        .hasMessageContaining("hub.db");
  }

  @Test
  void shouldGoOnWithAFirstStartThatWasCutShort() throws IOException {
    open().close();
    Files.delete(root.resolve("hub/hub.db"));
    Files.delete(root.resolve("record/record.db"));
    Files.delete(root.resolve("keys/patients.db"));

    open().close();

    assertThat(root.resolve("hub/hub.db")).exists();
  }

  private Stores open() {
    return Stores.open(
        DataDirectory.choose(Optional.of(root), Map.of()), Configuration.standard(), Map.of());
  }
}
