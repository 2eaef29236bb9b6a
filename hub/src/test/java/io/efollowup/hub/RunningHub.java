package io.efollowup.hub;

import io.efollowup.vault.InstallationAuthority;
import io.efollowup.vault.MasterKey;
import io.efollowup.vault.Vault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real hub on a free port, with a client that trusts its authority. */
final class RunningHub implements AutoCloseable {
  static final List<String> NAMES = List.of("localhost", "127.0.0.1", "hub.test");

  final ManualClock clock = new ManualClock();
  final ControlledJournal journal = new ControlledJournal();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Path authority;
  private final HubStore store;
  private final Hub hub;
  private final HttpClient client;

  private RunningHub(Path directory, Admission admission, HubOptions options) throws Exception {
    authority = Shared.AUTHORITY.authorityCertificate();
    store = HubStore.open(directory.resolve("hub"), key());
    hub =
        Hub.start(
            Shared.VERTX,
            options,
            store,
            journal,
            admission,
            Shared.AUTHORITY.identity(),
            meters,
            clock);
    client = HttpClient.newBuilder().sslContext(trusting(authority)).build();
  }

  /** The standard ones, but for these. */
  static HubLimits limits(int connections, Duration idle, Duration arrival) {
    HubLimits standard = HubLimits.standard();
    HubLimits.Connections all = standard.connections();
    return standard
        .with(
            new HubLimits.Connections(
                connections,
                all.perAddress(),
                all.handshakes(),
                all.handshakesWaiting(),
                all.handshakesPerSecond(),
                all.failuresPerMinute()))
        .with(new HubLimits.Requests(standard.requests().messageBytes(), idle, arrival));
  }

  /** With an admission that admits everything as it is. */
  static RunningHub start(Path directory) throws Exception {
    return start(
        directory, message -> new Admission.Verdict.Admit(message.body(), Optional.empty()));
  }

  static RunningHub start(Path directory, Admission admission) throws Exception {
    return start(directory, admission, HubOptions.of("127.0.0.1", 0, 0, 0, NAMES));
  }

  static RunningHub start(Path directory, Admission admission, HubOptions options)
      throws Exception {
    return new RunningHub(directory, admission, options);
  }

  static byte[] key() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 7);
    return key;
  }

  static SSLContext trusting(Path pem) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  Hub hub() {
    return hub;
  }

  /** A token of a policy for the whole hub. */
  String policyToken(String policy) {
    return policyToken(policy, "127.0.0.1");
  }

  String policyToken(String policy, String scope) {
    SharedAccessPolicy signer = hub.policies().find(policy).orElseThrow();
    return SasToken.create(
        scope,
        signer.keys().primary(),
        clock.instant().plus(Duration.ofHours(1)),
        Optional.of(policy));
  }

  /** A device's own token for itself. */
  String deviceToken(Device device) {
    return SasToken.create(
        "127.0.0.1/devices/" + device.id(),
        device.keys().primary(),
        clock.instant().plus(Duration.ofHours(1)),
        Optional.empty());
  }

  HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", token)
        .timeout(Duration.ofSeconds(60));
  }

  URI uri(String path) {
    return URI.create("https://127.0.0.1:" + hub.httpsPort() + path);
  }

  HttpClient client() {
    return client;
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<String> post(String path, String token, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path, token).POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> put(String path, String token, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path, token).PUT(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
    return send(request(path, token).GET());
  }

  HttpResponse<String> delete(String path, String token, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path, token).DELETE();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  double refused(HubError error) {
    return meters.get("hub.refused").tag("reason", error.reason()).counter().count();
  }

  /** Of what has arrived at any door and is not dealt with. */
  long bytesHeld() {
    return hub.bytesHeld();
  }

  @Override
  public void close() {
    client.close();
    hub.close();
    store.close();
  }

  /** What takes long to make and is the same for every hub of the test run. */
  private static final class Shared {
    static final Vertx VERTX = Vertx.vertx();
    static final InstallationAuthority AUTHORITY = authority();

    private static InstallationAuthority authority() {
      try {
        Path directory = Files.createTempDirectory("hub-tls");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        return InstallationAuthority.open(
            directory.resolve("tls"),
            Vault.open(directory.resolve("keys"), MasterKey.random()).sealer("tls"),
            new LinkedHashSet<>(NAMES),
            InstantSource.system());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path directory) {
      try (Stream<Path> all = Files.walk(directory)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
