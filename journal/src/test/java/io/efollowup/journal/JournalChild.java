package io.efollowup.journal;

import io.efollowup.vault.MasterKeySource;
import io.efollowup.vault.Vault;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A process that appends until it is killed, and writes each position on its standard output once
 * the journal has acknowledged it: {@code acknowledged POSITION PAYLOAD}.
 *
 * <p>Arguments: directory, name of the run, number of threads, entries per thread (0: endless).
 */
final class JournalChild {
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    Vault vault =
        Vault.open(root.resolve("keys"), MasterKeySource.file(root.resolve("master")).load());
    int threads = Integer.parseInt(arguments[2]);
    long entries = Long.parseLong(arguments[3]);
    try (EmbeddedJournal journal =
        EmbeddedJournal.open(
            root.resolve("journal"),
            vault.sealer("journal"),
            new EmbeddedJournal.Options(64 * 1024, Duration.ofDays(1), 4 << 20))) {
      JournalChild child = new JournalChild();
      Thread[] workers = new Thread[threads];
      for (int t = 0; t < threads; t++) {
        String name = arguments[1] + "-" + t;
        workers[t] = Thread.ofPlatform().start(() -> child.append(journal, name, entries));
      }
      for (Thread worker : workers) {
        worker.join();
      }
    }
  }

  private void append(Journal journal, String name, long entries) {
    for (long i = 0; entries == 0 || i < entries; i++) {
      String payload = name + "-" + i + "-" + "x".repeat((int) (i * 31 % 400));
      JournalEntry entry =
          new JournalEntry(name, Instant.now(), payload.getBytes(StandardCharsets.UTF_8));
      acknowledge(journal.append(entry).join(), payload);
    }
  }

  private synchronized void acknowledge(long position, String payload) {
    try {
      out.write(
          ("acknowledged " + position + " " + payload + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
