package io.efollowup.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultTest {
  private static final byte[] PLACE = bytes("readings|value|7");

  @TempDir Path directory;

  private final MasterKey master = MasterKey.random();

  @Test
  void shouldOpenWhatItSealedAfterARestart() throws TamperedException {
    byte[] sealed = vault().sealer("journal").seal(bytes("7.0 mmol/L"), PLACE);
    byte[] digest = vault().digest("fields").of(bytes("name"));
    byte[] database = vault().databaseKey("record");

    Vault again = vault();
    assertThat(again.sealer("journal").open(sealed, PLACE)).isEqualTo(bytes("7.0 mmol/L"));
    assertThat(again.digest("fields").of(bytes("name"))).isEqualTo(digest).hasSize(32);
    assertThat(again.databaseKey("record")).isEqualTo(database).hasSize(32);
  }

  @Test
  void shouldKeepPurposesApart() {
    Vault vault = vault();
    byte[] sealed = vault.sealer("journal").seal(bytes("x"), PLACE);
    assertThatThrownBy(() -> vault.sealer("record").open(sealed, PLACE))
        .isInstanceOf(TamperedException.class);
    assertThat(vault.digest("a").of(PLACE)).isNotEqualTo(vault.digest("b").of(PLACE));
    assertThat(vault.databaseKey("a")).isNotEqualTo(vault.databaseKey("b"));
  }

  @Test
  void shouldRefuseEveryAlteredByteAndEveryOtherPlace() {
    Sealer sealer = vault().sealer("record");
    byte[] sealed = sealer.seal(bytes("secret"), PLACE);
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> sealer.open(altered, PLACE)).isInstanceOf(TamperedException.class);
    }
    assertThatThrownBy(() -> sealer.open(sealed, bytes("readings|value|8")))
        .isInstanceOf(TamperedException.class);
    for (int length : new int[] {0, 1, 20, sealed.length - 1}) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> sealer.open(cut, PLACE)).isInstanceOf(TamperedException.class);
    }
    assertThat(sealed[0]).as("version").isEqualTo((byte) 1);
    assertThat(sealer.seal(bytes("secret"), PLACE)).isNotEqualTo(sealed);
  }

  @Test
  void shouldSayThatAnotherMasterKeyDoesNotMatch() {
    vault().sealer("journal");
    assertThatThrownBy(() -> Vault.open(directory, MasterKey.random()))
        .isInstanceOf(MasterKeyMismatchException.class)
        .hasMessageContaining("The master key does not match this data directory");
  }

  @Test
  void shouldRewrapWithoutChangingWhatIsSealed() throws Exception {
    Vault vault = vault();
    byte[] sealed = vault.sealer("journal").seal(bytes("x"), PLACE);
    MasterKey next = MasterKey.random();
    vault.rewrap(next);

    assertThat(vault.sealer("journal").open(sealed, PLACE)).isEqualTo(bytes("x"));
    vault.sealer("new-after-rotation");
    assertThat(Vault.open(directory, next).sealer("journal").open(sealed, PLACE))
        .isEqualTo(bytes("x"));
    assertThatThrownBy(this::vault).isInstanceOf(MasterKeyMismatchException.class);
  }

  @Test
  void shouldRefuseAnAlteredKeyring() throws IOException {
    Vault vault = vault();
    vault.sealer("journal");
    vault.sealer("record");
    Path keyring = directory.resolve("keyring");
    List<String> sound = Files.readAllLines(keyring);

    for (int drop = 0; drop < sound.size(); drop++) {
      List<String> lines = new ArrayList<>(sound);
      lines.remove(drop);
      Files.write(keyring, lines);
      assertThatThrownBy(this::vault)
          .as("without line %d", drop)
          .isInstanceOf(VaultException.class);
    }
    List<String> swapped = new ArrayList<>(sound);
    swapped.set(2, sound.get(2).replace("journal", "zournal"));
    Files.write(keyring, swapped);
    assertThatThrownBy(this::vault)
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(keyring.toString());
    Files.write(keyring, new byte[] {(byte) 0xff, 0, 10, 10, 10});
    assertThatThrownBy(this::vault).isInstanceOf(VaultException.class);
  }

  @Test
  void shouldKeepNoKeyInClearAndLetOnlyTheOwnerRead() throws IOException {
    byte[] key = vault().databaseKey("record");
    Path keyring = directory.resolve("keyring");
    byte[] content = Files.readAllBytes(keyring);
    String text = new String(content, StandardCharsets.ISO_8859_1);
    assertThat(text)
        .doesNotContain(new String(key, StandardCharsets.ISO_8859_1))
        .doesNotContain(Base64.getEncoder().encodeToString(key).substring(0, 20));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyring)))
        .isEqualTo("rw-------");
    assertThat(Files.list(directory)).containsExactly(keyring);
  }

  @Test
  void shouldGiveOneKeyPerPurposeToManyThreads() throws Exception {
    Vault vault = vault();
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      List<Future<byte[]>> keys = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        String name = "db" + i % 4;
        keys.add(executor.submit(() -> vault.databaseKey(name)));
      }
      Vault again = vault();
      for (int i = 0; i < 64; i++) {
        byte[] got = keys.get(i).get();
        assertThat(vault.databaseKey("db" + i % 4)).isEqualTo(got);
      }
      assertThat(again).isNotNull();
    }
    for (int i = 0; i < 4; i++) {
      assertThat(vault().databaseKey("db" + i)).isEqualTo(vault.databaseKey("db" + i));
    }
  }

  @Test
  void shouldRefuseNamesThatWouldNotFitTheKeyring() {
    for (String name : new String[] {"", "Journal", "a b", "a\nb", "x".repeat(97)}) {
      assertThatThrownBy(() -> vault().sealer(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldSealFilesToTheirNames() throws Exception {
    Sealer sealer = vault().sealer("files");
    Path file = directory.resolve("ca.key.sealed");
    SealedFile.write(file, sealer, bytes("one"));
    SealedFile.write(file, sealer, bytes("two"));
    assertThat(SealedFile.read(file, sealer)).isEqualTo(bytes("two"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Path elsewhere = Files.move(file, directory.resolve("server.key.sealed"));
    assertThatThrownBy(() -> SealedFile.read(elsewhere, sealer))
        .isInstanceOf(TamperedException.class)
        .hasMessageContaining(elsewhere.toString());
  }

  private Vault vault() {
    return Vault.open(directory, master);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
