package io.efollowup.server.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * The data directory of an installation. Only its owner can enter it (mode 0700); one process at a
 * time holds its lock.
 */
public final class DataDirectory {
  private final Path root;

  private DataDirectory(Path root) {
    this.root = root;
  }

  /**
   * The directory stated on the command line, else by {@code EFOLLOWUP_DATA}, else {@code
   * ~/.efollowup}. Nothing is made on disk.
   */
  public static DataDirectory choose(Optional<Path> stated, Map<String, String> variables) {
    Path chosen =
        stated
            .or(() -> Optional.ofNullable(variables.get("EFOLLOWUP_DATA")).map(Path::of))
            .orElseGet(
                () ->
                    Path.of(
                        Optional.ofNullable(variables.get("HOME"))
                            .orElseGet(() -> System.getProperty("user.home")),
                        ".efollowup"));
    return new DataDirectory(chosen.toAbsolutePath().normalize());
  }

  /** Makes what is missing and closes it to everybody else. */
  public DataDirectory prepare() {
    try {
      makePrivate(root);
      for (Path part : new Path[] {keys(), tls(), journal(), hub(), record(), run()}) {
        makePrivate(part);
      }
      return this;
    } catch (IOException e) {
      throw new DataDirectoryProblem(
          "the data directory %s cannot be prepared: %s".formatted(root, e), e);
    }
  }

  private static void makePrivate(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  /** Whether there is anything here yet. */
  public boolean exists() {
    return Files.isDirectory(keys());
  }

  public Path root() {
    return root;
  }

  public Path keys() {
    return root.resolve("keys");
  }

  public Path tls() {
    return root.resolve("tls");
  }

  public Path journal() {
    return root.resolve("journal");
  }

  public Path hub() {
    return root.resolve("hub");
  }

  public Path record() {
    return root.resolve("record");
  }

  public Path run() {
    return root.resolve("run");
  }

  /** Ports and the local control endpoint of the process that serves. */
  public Path endpoints() {
    return run().resolve("endpoints.json");
  }

  /** The credential of the local control endpoint; only the owner can read it. */
  public Path control() {
    return run().resolve("control.json");
  }

  /**
   * Takes the lock.
   *
   * @return empty when another process holds it
   */
  public Optional<Lock> tryLock() {
    try {
      FileChannel channel =
          FileChannel.open(
              run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return Optional.of(new Lock(channel));
        }
      } catch (OverlappingFileLockException e) {
        // Held within this very process: the same answer as held by another.
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The right to open the stores of this directory. */
  public static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
