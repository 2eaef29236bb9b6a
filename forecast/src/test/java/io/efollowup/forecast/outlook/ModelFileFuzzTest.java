package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are, with a right checksum or a wrong one, they are a model or refused. */
class ModelFileFuzzTest {
  private static final int SUM_BYTES = 32;
  private static final int MUTATIONS = 1500;

  static Stream<byte[]> seeds() {
    byte[] whole = ModelFile.write(People.trained().model());
    return Stream.of(whole, Arrays.copyOf(whole, 600), Arrays.copyOf(whole, 40), new byte[0]);
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    readOrRefuse(bytes);
    if (bytes.length > SUM_BYTES) {
      readOrRefuse(sealed(bytes));
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      assertThat(ModelFile.write(ModelFile.read(bytes))).isNotEmpty();
    } catch (ModelProblem e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** The same bytes with the checksum that belongs to them. */
  private static byte[] sealed(byte[] bytes) {
    byte[] sealed = bytes.clone();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, bytes.length - SUM_BYTES);
      System.arraycopy(digest.digest(), 0, sealed, bytes.length - SUM_BYTES, SUM_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return sealed;
  }

  @Test
  void shouldReadOrRefuseMutations() {
    SplittableRandom random = new SplittableRandom(11);
    byte[][] seeds = seeds().toArray(byte[][]::new);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = seeds[i % seeds.length].clone();
      if (bytes.length > 0) {
        int head = Math.min(bytes.length, random.nextBoolean() ? 1200 : bytes.length);
        for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
          bytes[random.nextInt(head)] = (byte) random.nextInt(256);
        }
        bytes = Arrays.copyOf(bytes, Math.max(0, bytes.length + random.nextInt(-8, 9)));
      }
      fuzz(bytes);
    }
  }
}
