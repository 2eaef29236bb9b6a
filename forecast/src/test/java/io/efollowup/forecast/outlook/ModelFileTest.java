package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A model survives its file; a damaged or later file is refused with a sentence. */
class ModelFileTest {
  private static final byte[] BYTES = ModelFile.write(People.trained().model());
  private static final int VERSION_AT = "efollowup forecast model\n".length();

  @Test
  void shouldReadBackWhatItWrote() {
    OutlookModel read = ModelFile.read(BYTES);

    assertThat(ModelFile.write(read)).isEqualTo(BYTES);
    assertThat(read.card()).isEqualTo(People.trained().model().card());
  }

  @Test
  void shouldRefuseAnyChangedByte() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      byte[] changed = BYTES.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));

      assertThatThrownBy(() -> ModelFile.read(changed)).isInstanceOf(ModelProblem.class);
    }
  }

  @Test
  void shouldRefuseAPartOfAFile() {
    assertThatThrownBy(() -> ModelFile.read(Arrays.copyOf(BYTES, BYTES.length - 1)))
        .hasMessageStartingWith("the model is damaged");
    assertThatThrownBy(() -> ModelFile.read(new byte[0])).hasMessageContaining("no forecast model");
  }

  @Test
  void shouldRefuseALaterFormat() {
    byte[] later = BYTES.clone();
    later[VERSION_AT + 3] = 2;

    assertThatThrownBy(() -> ModelFile.read(later))
        .hasMessage("the model is of format 2 and this program reads up to 1; use a newer program");
  }

  @Test
  void shouldRefuseAFormatThatNeverWas() {
    for (byte version : new byte[] {0, -1}) {
      byte[] other = BYTES.clone();
      Arrays.fill(other, VERSION_AT, VERSION_AT + 4, version);

      assertThatThrownBy(() -> ModelFile.read(signed(other)))
          .isInstanceOf(ModelProblem.class)
          .hasMessageContaining("format " + version + ", and formats are numbered from 1");
    }
  }

  @Test
  void shouldRefuseACardThatIsNull() throws Exception {
    int cardAt = VERSION_AT + 8;
    int parts = cardAt + ByteBuffer.wrap(BYTES).getInt(VERSION_AT + 4);
    ByteBuffer file = ByteBuffer.allocate(cardAt + 4 + BYTES.length - parts);
    file.put(BYTES, 0, VERSION_AT + 4).putInt(4).put("null".getBytes(StandardCharsets.US_ASCII));
    file.put(BYTES, parts, BYTES.length - parts);

    assertThatThrownBy(() -> ModelFile.read(signed(file.array())))
        .isInstanceOf(ModelProblem.class)
        .hasMessageContaining("its card is not the JSON of one");
  }

  private static byte[] signed(byte[] file) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(file, 0, file.length - 32);
    byte[] signed = file.clone();
    System.arraycopy(digest.digest(), 0, signed, file.length - 32, 32);
    return signed;
  }
}
