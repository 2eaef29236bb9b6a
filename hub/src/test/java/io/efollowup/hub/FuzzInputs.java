package io.efollowup.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a fuzz target is run with where there is no fuzzer: its seeds, the inputs that once failed
 * (files in the resource directory {@code <class>Inputs/fuzz}), and mutations of both, the same
 * every time.
 */
public final class FuzzInputs {
  private static final int LONGEST_RANDOM = 300;

  private FuzzInputs() {}

  /** Runs the target with every seed, every kept input and so many mutations of them. */
  public static void run(
      Class<?> target, List<byte[]> seeds, int mutations, Consumer<byte[]> fuzz) {
    List<byte[]> inputs = new ArrayList<>(seeds);
    inputs.addAll(kept(target));
    inputs.add(new byte[0]);
    inputs.forEach(fuzz);
    Random random = new Random(target.getSimpleName().hashCode());
    for (int i = 0; i < mutations; i++) {
      fuzz.accept(mutated(inputs, random));
    }
  }

  private static List<byte[]> kept(Class<?> target) {
    var directory = target.getResource(target.getSimpleName() + "Inputs/fuzz");
    if (directory == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(URI.create(directory.toString())))) {
      return files.sorted().map(FuzzInputs::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] mutated(List<byte[]> inputs, Random random) {
    byte[] bytes = inputs.get(random.nextInt(inputs.size())).clone();
    for (int i = random.nextInt(5); i >= 0; i--) {
      bytes = step(bytes, inputs, random);
    }
    return bytes;
  }

  private static byte[] step(byte[] bytes, List<byte[]> inputs, Random random) {
    int at = random.nextInt(bytes.length + 1);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> replaced(bytes, at, at, randomBytes(random, random.nextInt(8)));
      case 2 -> replaced(bytes, at, at + random.nextInt(bytes.length - at + 1), new byte[0]);
      case 3 -> {
        byte[] other = inputs.get(random.nextInt(inputs.size()));
        int from = random.nextInt(other.length + 1);
        int to = from + random.nextInt(Math.min(LONGEST_RANDOM, other.length - from) + 1);
        yield replaced(bytes, at, at, Arrays.copyOfRange(other, from, to));
      }
      default -> replaced(bytes, at, Math.min(bytes.length, at + 1), randomBytes(random, 1));
    };
  }

  private static byte[] randomBytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    byte[] result = new byte[from + by.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
    return result;
  }
}
