package io.efollowup.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.vault.internal.PemBundle;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsIdentityTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"EC,256,EC", "EC,384,EC_EC", "RSA,2048,RSA"})
  void shouldReadTheOperatorsCertificate(String algorithm, int size, String keyType)
      throws Exception {
    KeyPair pair = pair(algorithm, size);
    X509Certificate certificate = certificate(pair);
    TlsIdentity identity = read(PemBundle.format(List.of(certificate)), pair);

    assertThat(identity.certificate()).isEqualTo(certificate);
    assertThat(identity.key()).isEqualTo(pair.getPrivate());
    String alias = identity.keyManager().chooseEngineServerAlias(keyType, null, null);
    assertThat(identity.keyManager().getPrivateKey(alias)).isEqualTo(pair.getPrivate());
    assertThat(identity.keyManager().chooseEngineServerAlias("Ed25519", null, null)).isNull();
  }

  @Test
  void shouldRefuseAKeyOfAnotherCertificate() throws Exception {
    String chain = PemBundle.format(List.of(certificate(pair("EC", 256))));
    assertThatThrownBy(() -> read(chain, pair("EC", 256)))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("is not that of the first certificate");
  }

  @ParameterizedTest
  @CsvSource({
    "EC PRIVATE KEY,not in PKCS#8 form",
    "RSA PRIVATE KEY,not in PKCS#8 form",
    "ENCRYPTED PRIVATE KEY,protected by a passphrase",
    "PRIVATE KEY,neither an EC nor an RSA key",
    "CERTIFICATE REQUEST,There is no private key"
  })
  void shouldSayWhatToDoWithOtherForms(String label, String sentence) throws Exception {
    String chain = PemBundle.format(List.of(certificate(pair("EC", 256))));
    String body = Base64.getEncoder().encodeToString(new byte[48]);
    String key = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
    assertThatThrownBy(() -> read(chain, key))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining(body);
  }

  @Test
  void shouldRefuseAKeyOpenToOthersAndAnEmptyChain() throws Exception {
    KeyPair pair = pair("EC", 256);
    assertThatThrownBy(() -> read("nothing", pair)).hasMessageContaining("no certificate");
    Files.setPosixFilePermissions(
        directory.resolve("key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(
            () -> TlsIdentity.fromPem(directory.resolve("chain.pem"), directory.resolve("key.pem")))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("chmod 600");
  }

  private TlsIdentity read(String chain, KeyPair pair) throws IOException {
    return read(chain, PemBundle.format(pair.getPrivate(), List.of()));
  }

  private TlsIdentity read(String chain, String key) throws IOException {
    Path chainFile = Files.writeString(directory.resolve("chain.pem"), chain);
    Path keyFile = Files.writeString(directory.resolve("key.pem"), key);
    Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    return TlsIdentity.fromPem(chainFile, keyFile);
  }

  private static KeyPair pair(String algorithm, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(KeyPair pair) throws Exception {
    X500Principal name = new X500Principal("CN=clinic.example");
    Instant now = Instant.now();
    String algorithm = pair.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now),
                    Date.from(now.plusSeconds(3600)),
                    name,
                    pair.getPublic())
                .build(
                    new JcaContentSignerBuilder("SHA256with" + algorithm)
                        .build(pair.getPrivate())));
  }
}
