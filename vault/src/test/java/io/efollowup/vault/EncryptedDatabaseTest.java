package io.efollowup.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedDatabaseTest {
  static final byte[] KEY = key(7);
  private static final String MARKER = "pseudonym-that-nobody-may-read";

  @TempDir Path folder;
  private Path file;
  private EncryptedDatabase database;

  @BeforeEach
  void open() {
    file = folder.resolve("sample.db");
    database = EncryptedDatabase.open(file, KEY, "db/sample");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldReadWhatWasWritten() {
    insert(database, 1, MARKER);

    assertThat(words()).containsExactly(MARKER);
  }

  @Test
  void shouldKeepItsContentWhenReopened() {
    insert(database, 1, MARKER);
    database.close();

    long start = System.nanoTime();
    database = EncryptedDatabase.open(file, KEY, "db/sample");
    System.out.printf(
        "reopened an encrypted database in %d ms%n",
        Duration.ofNanos(System.nanoTime() - start).toMillis());

    assertThat(words()).containsExactly(MARKER);
  }

  @Test
  void shouldLeaveNothingReadableOnDisk() throws IOException {
    for (int i = 0; i < 500; i++) {
      insert(database, i, MARKER + i);
    }

    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).extracting(p -> p.getFileName().toString()).contains("sample.db-wal");
      for (Path each : all) {
        String bytes = Files.readString(each, StandardCharsets.ISO_8859_1);
        assertThat(bytes)
            .doesNotContain(MARKER, "CREATE TABLE", "word TEXT NOT NULL", "SQLite format");
      }
    }
  }

  @Test
  void shouldOverwriteWhatIsDeleted() {
    int overwrites =
        database.<Integer, RuntimeException>write(
            handle -> handle.createQuery("PRAGMA secure_delete").mapTo(Integer.class).one());

    assertThat(overwrites).isOne();
  }

  @Test
  void shouldBeReadableOnlyByItsOwner() throws IOException {
    insert(database, 1, MARKER);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList())
          .allSatisfy(
              path ->
                  assertThat(Files.getPosixFilePermissions(path))
                      .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Test
  void shouldRefuseWrongKey() {
    insert(database, 1, MARKER);
    database.close();

    assertThatThrownBy(() -> EncryptedDatabase.open(file, key(8), "db/sample"))
        .isInstanceOf(WrongDatabaseKeyException.class)
        .hasMessageContaining("sample.db")
        .hasMessageContaining("does not open with this key");
  }

  @Test
  void shouldRefuseKeyOfWrongLength() {
    assertThatThrownBy(() -> EncryptedDatabase.open(file, new byte[16], "db/sample"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes");
  }

  @Test
  void shouldRollBackWhenTheCallbackThrows() {
    assertThatThrownBy(
            () ->
                database.write(
                    handle -> {
                      insert(handle, 1, MARKER);
                      throw new IOException("stopped");
                    }))
        .isInstanceOf(IOException.class);

    assertThat(words()).isEmpty();
    insert(database, 1, MARKER);
    assertThat(words()).containsExactly(MARKER);
  }

  @Test
  void shouldReadOneMomentWhileAnotherThreadWrites() throws Exception {
    insert(database, 1, "before");
    var started = new CountDownLatch(1);
    var written = new CountDownLatch(1);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  awaitUninterrupted(started);
                  insert(database, 2, "after");
                  written.countDown();
                });

    List<Long> counts =
        database.read(
            handle -> {
              long first = count(handle);
              started.countDown();
              written.await();
              return List.of(first, count(handle));
            });
    writer.join();

    assertThat(counts).containsExactly(1L, 1L);
    assertThat(words()).containsExactly("before", "after");
  }

  @Test
  void shouldNotWriteWhileReading() {
    assertThatThrownBy(
            () ->
                database.read(
                    handle -> {
                      insert(handle, 1, MARKER);
                      return null;
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(words()).isEmpty();
  }

  @Test
  void shouldRefuseTransactionInsideTransaction() {
    assertThatThrownBy(() -> database.write(outer -> database.write(inner -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already running");
  }

  @Test
  void shouldSayNothingOfValuesInExceptions() {
    insert(database, 1, MARKER);

    assertThatThrownBy(() -> insert(database, 1, "another " + MARKER))
        .satisfies(e -> assertThat(stackTexts(e)).noneMatch(text -> text.contains(MARKER)));
  }

  @Test
  void shouldRunTheSameSqlWithinItself() {
    insert(database, 1, "a");
    insert(database, 2, "b");

    List<String> pairs =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT id, word FROM note WHERE id >= ? ORDER BY id")
                    .bind(0, 1)
                    .map(
                        (row, context) ->
                            row.getString(2)
                                + handle
                                    .createQuery(
                                        "SELECT id, word FROM note WHERE id >= ? ORDER BY id")
                                    .bind(0, row.getInt(1))
                                    .map((inner, again) -> inner.getString(2))
                                    .list())
                    .list());

    assertThat(pairs).containsExactly("a[a, b]", "b[b]");
  }

  @Test
  void shouldTakeTheSameSqlAgainAfterItFailed() {
    insert(database, 1, "first");

    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> insert(database, 1, "again")).isInstanceOf(RuntimeException.class);
    }
    insert(database, 2, "second");

    assertThat(words()).containsExactly("first", "second");
  }

  @Test
  void shouldNotRememberValuesFromOneUseOfTheSameSqlToTheNext() {
    insert(database, 1, "first");

    assertThatThrownBy(
            () ->
                database.write(
                    handle ->
                        handle
                            .createUpdate("INSERT INTO note (id, word) VALUES (?, ?)")
                            .bind(0, 2)
                            .execute()))
        .isInstanceOf(RuntimeException.class);
    assertThat(words()).containsExactly("first");
  }

  @Test
  void shouldReadManyTextsOfSqlMoreThanItKeeps() {
    insert(database, 1, "first");

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 300; i++) {
        int wanted = i;
        assertThat(
                database.<Integer, RuntimeException>read(
                    handle -> handle.createQuery("SELECT " + wanted).mapTo(Integer.class).one()))
            .isEqualTo(wanted);
      }
    }
  }

  @Test
  void shouldStopOnFullDiskAndGoOnOnceThereIsSpace() {
    insert(database, 1, MARKER);
    database.write(handle -> handle.execute("PRAGMA max_page_count = 12"));
    String big = "x".repeat(100_000);

    assertThatThrownBy(() -> insert(database, 2, big))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("disk is full");
    assertThat(words()).containsExactly(MARKER);

    database.write(handle -> handle.execute("PRAGMA max_page_count = 1000000"));
    insert(database, 2, big);
    assertThat(words()).containsExactly(MARKER, big);
  }

  @Test
  void shouldSayThatItWasAltered() throws IOException {
    for (int i = 0; i < 500; i++) {
      insert(database, i, MARKER + i);
    }
    database.close();
    byte[] bytes = Files.readAllBytes(file);
    for (int page = 1; page < bytes.length / 4096; page++) {
      bytes[page * 4096 + 2000] ^= 1;
    }
    Files.write(file, bytes);

    database = EncryptedDatabase.open(file, KEY, "db/sample");
    assertThatThrownBy(this::words)
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("damaged or was altered");
  }

  @Test
  void shouldLoseNoCommittedWriteWhenKilled() throws Exception {
    database.close();
    int acknowledged = 0;
    for (int round = 0; round < 3; round++) {
      acknowledged += writeUntilKilled(500 * (round + 1));
      database = EncryptedDatabase.open(file, KEY, "db/sample");
      assertThat(database.<Long, RuntimeException>read(EncryptedDatabaseTest::count))
          .isGreaterThanOrEqualTo(acknowledged);
      database.close();
    }
  }

  private int writeUntilKilled(int bytes) throws IOException, InterruptedException {
    Path acknowledgements = Files.createTempFile(folder, "acknowledged", "");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                CommittingProcess.class.getName(),
                file.toString())
            .redirectOutput(acknowledgements.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (Files.size(acknowledgements) < bytes && child.isAlive()) {
      Thread.onSpinWait();
    }
    child.destroyForcibly().waitFor();
    return (int) Files.readString(acknowledgements).lines().count() - 1;
  }

  private List<String> words() {
    return database.read(
        handle ->
            handle.createQuery("SELECT word FROM note ORDER BY id").mapTo(String.class).list());
  }

  static void insert(EncryptedDatabase database, int id, String word) {
    database.write(handle -> insert(handle, id, word));
  }

  private static int insert(Handle handle, int id, String word) {
    return handle.execute("INSERT INTO note (id, word) VALUES (?, ?)", id, word);
  }

  static long count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM note").mapTo(Long.class).one();
  }

  private static List<String> stackTexts(Throwable e) {
    return Stream.iterate(e, t -> t != null, Throwable::getCause).map(String::valueOf).toList();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return key;
  }
}
