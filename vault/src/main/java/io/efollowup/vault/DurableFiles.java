package io.efollowup.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files that are whole or absent, whatever happens: written beside their place, synced, moved into
 * it in one step, and the directory synced. All are the owner's alone.
 */
public final class DurableFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private DurableFiles() {}

  /** Replaces a file, or makes it, readable and writable by its owner only. */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, OWNER_ONLY);
  }

  /** Replaces a file, or makes it, with the permissions given. */
  public static void replace(Path file, byte[] content, Set<PosixFilePermission> permissions)
      throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path next =
        Files.createTempFile(
            directory, "." + file.getFileName(), ".new", attributes(directory, permissions));
    try {
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      if (isPosix(directory)) {
        Files.setPosixFilePermissions(next, permissions); // whatever the umask took away
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
    syncDirectory(directory);
  }

  /** Makes a directory and its missing parents, the owner's alone, durable in their parents. */
  public static void createDirectories(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return;
    }
    Path parent = absolute.getParent();
    createDirectories(parent);
    Files.createDirectory(
        absolute, attributes(parent, PosixFilePermissions.fromString("rwx------")));
    syncDirectory(parent);
  }

  /** Makes the names in a directory durable: what was created, moved or removed in it. */
  public static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] attributes(
      Path directory, Set<PosixFilePermission> permissions) {
    return isPosix(directory)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
