package io.efollowup.bench;

import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/** Runs the program the way people do, and finds medians. */
final class Launcher {
  private Launcher() {}

  /** The command a person types. */
  static List<String> efollowup() {
    return List.of(Path.of(System.getProperty("efollowup.root"), "efollowup").toString());
  }

  static ServerProcess serve(Path data) {
    return ServerProcess.start(efollowup(), data, List.of("serve"));
  }

  /** The median of several runs. */
  static double median(int runs, DoubleSupplier measurement) {
    double[] sorted = DoubleStream.generate(measurement).limit(runs).sorted().toArray();
    return sorted[runs / 2];
  }

  static double percentile(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
  }

  static long[] sorted(long[] values) {
    long[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("efollowup-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path root) {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException problem)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
