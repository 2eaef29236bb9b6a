package io.efollowup.vault.internal;

import io.efollowup.vault.VaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What is demanded of a file that holds a key in clear. */
public final class KeyFile {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private KeyFile() {}

  /** Refuses a file that group or others may read or change. */
  public static void requirePrivate(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try {
      Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
      if (!Collections.disjoint(granted, OTHERS)) {
        throw new VaultException(
            "The key file %s is open to other users of this machine (%s). Run: chmod 600 %s"
                .formatted(file, PosixFilePermissions.toString(granted), file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The permissions of " + file + " cannot be read", e);
    }
  }

  /** The whole file as text; a file far too large to be a key is refused unread. */
  public static String readText(Path file) {
    try {
      if (Files.size(file) > 4096) {
        throw new VaultException("The file " + file + " is too large to be a key.");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("The key file " + file + " cannot be read", e);
    }
  }
}
