package io.efollowup.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MasterKeySourceTest {
  private static final char[] PASSPHRASE = "correct horse battery".toCharArray();

  @TempDir Path directory;

  @Test
  void shouldMakeAKeyFileThatOnlyItsOwnerMayRead() throws IOException {
    Path file = directory.resolve("keys/master");
    MasterKey made = MasterKeySource.createFile(file).load();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(file))
        .singleElement()
        .satisfies(line -> assertThat(Base64.getDecoder().decode(line)).hasSize(32));
    assertThat(MasterKeySource.file(file).load().bytes()).isEqualTo(made.bytes());
  }

  @Test
  void shouldNeverOverwriteAKeyFile() {
    Path file = directory.resolve("master");
    MasterKeySource.createFile(file);
    assertThatThrownBy(() -> MasterKeySource.createFile(file))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
  void shouldRefuseAKeyFileOpenToOthers(String permissions) throws IOException {
    Path file = directory.resolve("master");
    MasterKeySource source = MasterKeySource.createFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(source::load)
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void shouldRefuseWhatIsNoKeyWithoutQuotingIt() throws IOException {
    Path file = directory.resolve("master");
    MasterKeySource source = MasterKeySource.createFile(file);
    for (String content : new String[] {"", "c2VjcmV0\n", "!secret!", "A".repeat(5000)}) {
      Files.writeString(file, content);
      assertThatThrownBy(source::load)
          .isInstanceOf(VaultException.class)
          .hasMessageContaining(file.toString())
          .hasMessageNotContaining("secret")
          .hasNoCause();
    }
    assertThatThrownBy(() -> MasterKeySource.file(directory.resolve("none")).load())
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("none");
  }

  @Test
  void shouldReadAVariable() {
    String text = MasterKey.random().text();
    assertThat(MasterKeySource.variable("KEY", Map.of("KEY", text + "\n")).load().text())
        .isEqualTo(text);
    assertThatThrownBy(() -> MasterKeySource.variable("KEY", Map.of()).load())
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("KEY");
    assertThatThrownBy(() -> MasterKeySource.variable("KEY", Map.of("KEY", "short")).load())
        .isInstanceOf(VaultException.class)
        .hasMessageNotContaining("short");
  }

  @Test
  void shouldDeriveTheSameKeyFromTheSamePassphraseAndSaltOnly() throws IOException {
    Path salt = directory.resolve("salt");
    MasterKeySource source = MasterKeySource.passphrase(PASSPHRASE, salt);
    MasterKey key = source.load();

    assertThat(source.load().bytes()).isEqualTo(key.bytes());
    assertThat(MasterKeySource.passphrase(PASSPHRASE, salt).load().bytes()).isEqualTo(key.bytes());
    char[] other = "correct horse batterx".toCharArray();
    assertThat(MasterKeySource.passphrase(other, salt).load().bytes()).isNotEqualTo(key.bytes());
    assertThat(Files.readString(salt)).startsWith("argon2id v=19 m=65536 t=3 p=1 salt=");
    Files.delete(salt);
    assertThat(MasterKeySource.passphrase(PASSPHRASE, salt).load().bytes())
        .isNotEqualTo(key.bytes());
  }

  @Test
  void shouldRefuseWeakPassphrasesAndDamagedSalts() throws IOException {
    Path salt = directory.resolve("salt");
    assertThatThrownBy(() -> MasterKeySource.passphrase("short".toCharArray(), salt))
        .isInstanceOf(VaultException.class);
    for (String line :
        new String[] {
          "",
          "argon2id v=19 m=8 t=1 p=1 salt=00112233445566778899aabbccddeeff",
          "argon2id v=19 m=65536 t=3 p=0 salt=00112233445566778899aabbccddeeff",
          "argon2id v=19 m=65536 t=3 p=1 salt=0011",
          "argon2id v=19 m=65536 t=3 p=1 salt=%%%%00112233445566778899aabbccdd"
        }) {
      Files.writeString(salt, line);
      assertThatThrownBy(() -> MasterKeySource.passphrase(PASSPHRASE, salt).load())
          .isInstanceOf(VaultException.class)
          .hasMessageContaining(salt.toString());
    }
  }

  @Test
  void shouldNotPrintAKey() {
    MasterKey key = MasterKey.random();
    assertThat(key.toString()).isEqualTo("MasterKey[hidden]");
    assertThatThrownBy(() -> MasterKey.of(new byte[31])).isInstanceOf(VaultException.class);
    assertThat(MasterKey.of(key.bytes()).text()).isEqualTo(key.text());
  }
}
