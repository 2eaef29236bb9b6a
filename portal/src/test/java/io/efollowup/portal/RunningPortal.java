package io.efollowup.portal;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.portal.internal.web.Dispatcher.RouteName;
import io.efollowup.testkit.record.InMemoryRecord;
import io.efollowup.vault.TlsIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A real portal on a free port, over a record in memory. */
final class RunningPortal implements AutoCloseable {
  static final String METRICS_TOKEN = "metrics-token-of-the-test";
  private static final TlsIdentity TLS = selfSigned();

  final InMemoryRecord record = new InMemoryRecord();
  final AtomicReference<Optional<String>> notReady = new AtomicReference<>(Optional.empty());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx();
  private final Portal portal;

  RunningPortal(InstantSource clock, int port) {
    this.portal =
        Portal.start(
            vertx,
            new PortalOptions(
                "127.0.0.1",
                port,
                "a key of this test's own, 32 bytes".getBytes(StandardCharsets.UTF_8),
                Duration.ofMinutes(15),
                Duration.ofHours(12),
                Optional.of(METRICS_TOKEN),
                GlucoseUnit.MMOL_L),
            record,
            TLS,
            notReady::get,
            new RecordReports(record),
            () -> "# figures\n",
            meters,
            clock);
  }

  int port() {
    return portal.port();
  }

  List<RouteName> routes() {
    return portal.routes();
  }

  LiveUpdates live() {
    return portal.live();
  }

  String address() {
    return "https://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    portal.close();
    vertx.close().await();
  }

  private static TlsIdentity selfSigned() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair keys = generator.generateKeyPair();
      X500Principal name = new X500Principal("CN=127.0.0.1");
      Instant now = Instant.now();
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.ONE,
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(Duration.ofDays(2))),
              name,
              keys.getPublic());
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      var certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new TlsIdentity(List.of(certificate), keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
