package io.efollowup.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.efollowup.vault.internal.PemBundle;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstallationAuthorityTest {
  private static final Set<String> NAMES =
      Set.of("localhost", "127.0.0.1", "::1", "Clinic-Server.example");

  @TempDir Path root;

  private Path tls;
  private Sealer sealer;

  /** Within a second: certificates count whole ones, and end before the fraction does. */
  private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(500);

  @BeforeEach
  void prepare() {
    tls = root.resolve("tls");
    sealer = Vault.open(root.resolve("keys"), MasterKey.random()).sealer("tls");
  }

  @Test
  void shouldKeepAuthorityAndCertificateOverRestarts() {
    InstallationAuthority first = open(NAMES);
    InstallationAuthority second = open(NAMES);
    assertThat(second.identity().chain()).isEqualTo(first.identity().chain());
    assertThat(second.identity().key().getEncoded()).isEqualTo(first.identity().key().getEncoded());
  }

  @Test
  void shouldStateNamesAndPeriods() throws Exception {
    TlsIdentity identity = open(NAMES).identity();
    X509Certificate server = identity.certificate();
    X509Certificate authority = identity.chain().getLast();
    assertThat(server.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(2, "localhost"),
            List.of(7, "127.0.0.1"),
            List.of(7, "0:0:0:0:0:0:0:1"),
            List.of(2, "clinic-server.example"));
    assertThat(Duration.between(now, server.getNotAfter().toInstant()).toDays()).isEqualTo(396);
    assertThat(Duration.between(now, authority.getNotAfter().toInstant()).toDays()).isEqualTo(3652);
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void shouldIssueAnewWhenNamesChange() {
    InstallationAuthority first = open(NAMES);
    InstallationAuthority second = open(Set.of("localhost", "hub.example"));
    assertThat(second.identity().certificate()).isNotEqualTo(first.identity().certificate());
    assertThat(second.identity().chain().getLast()).isEqualTo(first.identity().chain().getLast());
  }

  @Test
  void shouldIssueAnewAMonthBeforeTheEnd() {
    X509Certificate first = open(NAMES).identity().certificate();
    now = now.plus(Duration.ofDays(366));
    assertThat(open(NAMES).identity().certificate()).isEqualTo(first);
    now = now.plus(Duration.ofDays(2));
    X509Certificate second = open(NAMES).identity().certificate();
    assertThat(second).isNotEqualTo(first);
    assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
  }

  @Test
  void shouldNeverOutliveTheAuthorityAndReplaceItInTime() {
    TlsIdentity first = open(NAMES).identity();
    now = now.plus(Duration.ofDays(3600));
    TlsIdentity late = open(NAMES).identity();
    assertThat(late.chain().getLast()).isEqualTo(first.chain().getLast());
    assertThat(late.certificate().getNotAfter()).isEqualTo(late.chain().getLast().getNotAfter());
    now = now.plus(Duration.ofDays(40));
    TlsIdentity next = open(NAMES).identity();
    assertThat(next.chain().getLast()).isNotEqualTo(first.chain().getLast());
    assertThat(next.certificate().getIssuerX500Principal())
        .isEqualTo(next.chain().getLast().getSubjectX500Principal());
  }

  @Test
  void shouldKeepPrivateKeysSealedAndTheAuthorityReadable() throws IOException {
    InstallationAuthority authority = open(NAMES);
    byte[] key = authority.identity().key().getEncoded();
    for (Path file : Files.list(tls).toList()) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(content)
          .doesNotContain("PRIVATE KEY")
          .doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(authority.authorityCertificate())))
        .isEqualTo("rw-r--r--");
    assertThat(authority.identity().toString()).doesNotContain("key");
  }

  @Test
  void shouldRestoreTheCopyOfItsCertificate() throws IOException {
    Path pem = open(NAMES).authorityCertificate();
    String content = Files.readString(pem);
    Files.delete(pem);
    open(NAMES);
    assertThat(pem).hasContent(content);
    Files.writeString(pem, "something else");
    open(NAMES);
    assertThat(pem).hasContent(content);
  }

  @Test
  void shouldRefuseLostAndAlteredKeysWithASentence() throws IOException {
    open(NAMES);
    Path key = tls.resolve("ca.key.sealed");
    byte[] sound = Files.readAllBytes(key);
    byte[] altered = sound.clone();
    altered[50] ^= 1;
    Files.write(key, altered);
    assertThatThrownBy(() -> open(NAMES))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(key.toString());
    Files.delete(key);
    assertThatThrownBy(() -> open(NAMES))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("ca.key.sealed");
  }

  @Test
  void shouldRefuseNamesThatAreNone() {
    for (String name : new String[] {"", "a b", "-x", "1::2::3", "fe80::1%eth0", "a..b", "x/y"}) {
      assertThatThrownBy(() -> open(Set.of(name)))
          .as(name)
          .isInstanceOf(VaultException.class)
          .hasMessageContaining("'" + name + "'");
    }
    assertThatThrownBy(() -> open(Set.of())).isInstanceOf(VaultException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.2,localhost",
    "TLSv1.3,localhost",
    "TLSv1.3,127.0.0.1",
    "TLSv1.3,clinic-server.example"
  })
  void shouldSatisfyJavaClients(String protocol, String name) throws Exception {
    try (TlsEcho server = new TlsEcho(open(NAMES))) {
      SSLContext client = SSLContext.getInstance("TLS");
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("ca", server.authority.identity().chain().getLast());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      client.init(null, trust.getTrustManagers(), null);
      try (Socket plain = new Socket()) {
        plain.connect(server.socket.getLocalSocketAddress());
        try (SSLSocket socket =
            (SSLSocket) client.getSocketFactory().createSocket(plain, name, server.port(), true)) {
          SSLParameters parameters = socket.getSSLParameters();
          parameters.setEndpointIdentificationAlgorithm("HTTPS");
          parameters.setProtocols(new String[] {protocol});
          socket.setSSLParameters(parameters);
          socket.startHandshake();
          assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"localhost", "127.0.0.1", "clinic-server.example"})
  void shouldSatisfyPythonWithStrictVerification(String name) throws Exception {
    assumeTrue(exits("python3", "-c", "import ssl"), "python3 is missing");
    String script =
        """
        import socket, ssl, sys
        port, name, ca = int(sys.argv[1]), sys.argv[2], sys.argv[3]
        context = ssl.create_default_context(cafile=ca)
        context.verify_flags |= ssl.VERIFY_X509_STRICT
        with socket.create_connection(("127.0.0.1", port)) as plain:
            with context.wrap_socket(plain, server_hostname=name) as secure:
                print(secure.version())
        """;
    try (TlsEcho server = new TlsEcho(open(NAMES))) {
      String ca = server.authority.authorityCertificate().toString();
      assertThat(exits("python3", "-c", script, String.valueOf(server.port()), name, ca)).isTrue();
      assertThat(exits("python3", "-c", script, String.valueOf(server.port()), "other.example", ca))
          .isFalse();
    }
  }

  @Test
  void shouldSatisfyOpensslAndCurl() throws Exception {
    assumeTrue(exits("openssl", "version"), "openssl is missing");
    InstallationAuthority authority = open(NAMES);
    String ca = authority.authorityCertificate().toString();
    Path leaf = root.resolve("leaf.pem");
    Files.writeString(leaf, PemBundle.format(List.of(authority.identity().certificate())));
    for (String[] name :
        new String[][] {{"-verify_hostname", "localhost"}, {"-verify_ip", "::1"}}) {
      assertThat(
              exits(
                  "openssl",
                  "verify",
                  "-x509_strict",
                  "-purpose",
                  "sslserver",
                  name[0],
                  name[1],
                  "-CAfile",
                  ca,
                  leaf.toString()))
          .isTrue();
    }
    assumeTrue(exits("curl", "--version"), "curl is missing");
    try (TlsEcho server = new TlsEcho(authority)) {
      assertThat(exits("curl", "-fsS", "--noproxy", "*", "--cacert", ca, server.url())).isTrue();
    }
  }

  private InstallationAuthority open(Set<String> names) {
    return InstallationAuthority.open(tls, sealer, names, InstantSource.fixed(now));
  }

  private static boolean exits(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** A TLS server on loopback that answers every request with an empty page. */
  private static final class TlsEcho implements AutoCloseable {
    private final InstallationAuthority authority;
    private final SSLServerSocket socket;

    TlsEcho(InstallationAuthority authority) throws Exception {
      this.authority = authority;
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys = authority.identity().keyManagerFactory().getKeyManagers();
      context.init(keys, null, null);
      socket =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
      Thread.ofVirtual().start(this::serve);
    }

    int port() {
      return socket.getLocalPort();
    }

    String url() {
      return "https://127.0.0.1:" + port() + "/";
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (SSLSocket connection = (SSLSocket) socket.accept()) {
          InputStream in = connection.getInputStream();
          if (in.read() >= 0) {
            connection
                .getOutputStream()
                .write("HTTP/1.0 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          }
        } catch (IOException e) {
          continue; // a client that refuses the certificate, or the end of the test
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
