package io.efollowup.testkit.record;

import io.efollowup.record.ClinicalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Group;
import net.jqwik.api.lifecycle.AfterTry;

@SuppressWarnings("ClassCanBeStatic") // A group must not be.
class RecordIsolationTest {
  @Group
  class InMemory extends AbstractIsolationProperty {
    @Override
    protected ClinicalRecord open() {
      return new InMemoryRecord();
    }
  }

  @Group
  class Sqlite extends AbstractIsolationProperty {
    private Path folder;

    @Override
    protected ClinicalRecord open() {
      try {
        folder = Files.createTempDirectory("isolation");
        return new AlwaysFolding(SqliteRecordTest.open(folder));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @AfterTry
    void delete() throws IOException {
      List<Path> all;
      try (Stream<Path> files = Files.walk(folder)) {
        all = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path each : all) {
        Files.delete(each);
      }
    }
  }
}
