package io.efollowup.journal.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How segment files are opened for writing: the place where a test puts in a failing disk. */
@FunctionalInterface
public interface ChannelOpener {
  /** The file system's own. */
  ChannelOpener DISK =
      file -> FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);

  /** Opens an existing file. */
  FileChannel open(Path file) throws IOException;
}
