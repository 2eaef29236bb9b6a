package io.efollowup.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.efollowup.vault.MasterKeySource;
import io.efollowup.vault.Vault;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed at any moment. */
final class JournalCrashTest {
  @TempDir Path root;

  @Test
  void shouldLoseNothingAcknowledgedWhenKilled() throws Exception {
    killRepeatedly(5, 20260510);
  }

  @Test
  @Tag("soak")
  void shouldLoseNothingAcknowledgedWhenKilledAHundredTimes() throws Exception {
    killRepeatedly(100, System.nanoTime());
  }

  private void killRepeatedly(int times, long seed) throws Exception {
    MasterKeySource.createFile(root.resolve("master"));
    Random random = new Random(seed);
    Map<Long, String> acknowledged = new TreeMap<>();
    for (int run = 0; run < times; run++) {
      int before = acknowledged.size();
      runAndKill("run" + run, random.nextInt(1, 600), acknowledged);
      assertThat(acknowledged).as("seed %d run %d", seed, run).hasSizeGreaterThan(before);
      assertThat(stored()).as("seed %d run %d", seed, run).containsAllEntriesOf(acknowledged);
    }
  }

  private void runAndKill(String name, int afterLines, Map<Long, String> acknowledged)
      throws Exception {
    Process child =
        new ProcessBuilder(childCommand(name, 8, 0))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        record(line, acknowledged);
        if (++seen == afterLines) {
          child.toHandle().destroyForcibly(); // leaves open the pipe with what it wrote before
        }
      }
    }
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as("killed").isEqualTo(137);
  }

  private static void record(String line, Map<Long, String> acknowledged) {
    String[] parts = line.split(" ", -1);
    if (parts.length == 3) { // the last line may be cut by the kill
      String before = acknowledged.put(Long.valueOf(parts[1]), parts[2]);
      assertThat(before).as("position %s acknowledged twice", parts[1]).isNull();
    }
  }

  private Map<Long, String> stored() {
    Vault vault =
        Vault.open(root.resolve("keys"), MasterKeySource.file(root.resolve("master")).load());
    Map<Long, String> stored = new TreeMap<>();
    Set<String> payloads = new HashSet<>();
    try (EmbeddedJournal journal =
        EmbeddedJournal.open(
            root.resolve("journal"),
            vault.sealer("journal"),
            new EmbeddedJournal.Options(64 * 1024, Duration.ofDays(1), 4 << 20))) {
      long position = 0;
      for (List<JournalRecord> some = journal.read(0, 1000);
          !some.isEmpty();
          some = journal.read(position, 1000)) {
        for (JournalRecord each : some) {
          assertThat(each.position()).isEqualTo(position++);
          String payload = new String(each.entry().payload(), StandardCharsets.UTF_8);
          assertThat(payload).startsWith(each.entry().device());
          assertThat(payloads.add(payload)).as("stored once: %s", payload).isTrue();
          stored.put(each.position(), payload);
        }
      }
      assertThat(journal.end()).isEqualTo(position);
    }
    return stored;
  }

  @Test
  void shouldSyncBeforeEachAcknowledgement() throws Exception {
    assumeTrue(canTrace(), "strace is missing or not permitted here");
    MasterKeySource.createFile(root.resolve("master"));
    Path trace = root.resolve("trace");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("strace", "-f", "-e", "signal=none", "-e", "trace=write,pwrite64,fsync,fdatasync"));
    command.addAll(List.of("-s", "20", "-o", trace.toString()));
    command.addAll(childCommand("traced", 1, 50));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    CompletableFuture<Long> lines =
        CompletableFuture.supplyAsync(
            () -> child.inputReader(StandardCharsets.UTF_8).lines().count());
    assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(lines.get()).isEqualTo(50);

    List<String> calls = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
    SyncOrder order = new SyncOrder();
    calls.forEach(order::line);
    assertThat(order.acknowledged).isEqualTo(50);
    assertThat(order.unsynced).isEmpty();

    SyncOrder control = new SyncOrder(); // the same trace as it would be without the syncs
    calls.stream().filter(line -> !line.contains("sync")).forEach(control::line);
    assertThat(control.unsynced).hasSize(50);
  }

  private static boolean canTrace() throws InterruptedException {
    try {
      Process probe =
          new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> childCommand(String name, int threads, int entries) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        JournalChild.class.getName(),
        root.toString(),
        name,
        String.valueOf(threads),
        String.valueOf(entries));
  }

  /**
   * Follows a trace: a frame must be written, then a sync begin and return, then comes the line.
   */
  private static final class SyncOrder {
    private int acknowledged;
    private final List<String> unsynced = new ArrayList<>();
    private boolean written;
    private boolean syncing;
    private boolean synced;

    void line(String line) {
      if (line.contains("pwrite64(") && !line.contains("\"EFJS")) {
        written = true;
        synced = false;
      }
      if (line.contains("fdatasync(") || line.contains("fsync(")) {
        syncing = written;
      }
      boolean returned = line.contains("fdatasync") || line.contains("fsync");
      if (returned && line.endsWith("= 0")) {
        synced = syncing;
      }
      if (line.contains("write(1, \"acknowledged")) {
        acknowledged++;
        if (!synced) {
          unsynced.add(line);
        }
        written = false;
        syncing = false;
        synced = false;
      }
    }
  }
}
