package io.efollowup.vault;

import io.efollowup.vault.internal.CertificateIssuer;
import io.efollowup.vault.internal.Issued;
import io.efollowup.vault.internal.PemBundle;
import io.efollowup.vault.internal.ServerNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate authority an installation makes for itself at first start, and the server
 * certificate it issues. Clients are told to trust {@code ca.pem}; private keys stand in the
 * directory sealed only.
 *
 * <p>{@code ca.key.sealed} holds the authority's key and certificate, {@code server.key.sealed} the
 * server's, so that neither can be half replaced; {@code ca.pem} is a copy and is written again
 * when it is gone or was altered.
 */
public final class InstallationAuthority {
  private static final Logger log = LoggerFactory.getLogger(InstallationAuthority.class);

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3653);
  private static final Duration SERVER_LIFE = Duration.ofDays(397);
  private static final Duration RENEWAL = Duration.ofDays(30);

  /** Devices with a clock a little behind must be able to connect at once. */
  private static final Duration BACKDATING = Duration.ofHours(1);

  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  private final Path directory;
  private final Sealer sealer;
  private final Instant now;
  private final TlsIdentity identity;

  private InstallationAuthority(
      Path directory, Sealer sealer, SequencedSet<String> names, Instant now) throws IOException {
    this.directory = directory;
    this.sealer = sealer;
    this.now = now;
    Issued authority = authority();
    this.identity =
        load("server.key.sealed")
            .filter(stored -> usable(stored, names, authority.certificate()))
            .map(stored -> identity(stored, authority))
            .orElseGet(() -> issue(names, authority));
  }

  /**
   * Opens, making authority and server certificate where they are missing. The server certificate
   * is issued anew when the names changed, when it is within 30 days of its end, or when it is not
   * this authority's.
   *
   * @param names host names and literal addresses the server answers to
   * @throws VaultException when a sealed file does not open or the authority's key is missing
   */
  public static InstallationAuthority open(
      Path tlsDirectory, Sealer sealer, Set<String> names, InstantSource clock) {
    try {
      DurableFiles.createDirectories(tlsDirectory);
      return new InstallationAuthority(
          tlsDirectory, sealer, ServerNames.canonical(names), clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException("The certificates in " + tlsDirectory + " cannot be used", e);
    }
  }

  /** The server's certificate with its chain and key. */
  public TlsIdentity identity() {
    return identity;
  }

  /** The file to give to clients as the authority to trust. */
  public Path authorityCertificate() {
    return directory.resolve("ca.pem");
  }

  private Issued authority() throws IOException {
    Optional<Issued> stored = load("ca.key.sealed");
    if (stored.isEmpty() && Files.exists(authorityCertificate())) {
      throw new VaultException(
          ("%s is there, but its key ca.key.sealed beside it is missing. Restore it from the backup,"
                  + " or remove ca.pem to make a new authority, which every client must then trust.")
              .formatted(authorityCertificate()));
    }
    Issued authority =
        stored.filter(ca -> lasts(ca.certificate(), RENEWAL)).orElseGet(this::newAuthority);
    byte[] pem =
        PemBundle.format(List.of(authority.certificate())).getBytes(StandardCharsets.US_ASCII);
    if (!Files.exists(authorityCertificate())
        || !Arrays.equals(Files.readAllBytes(authorityCertificate()), pem)) {
      DurableFiles.replace(authorityCertificate(), pem, READABLE);
    }
    return authority;
  }

  private Issued newAuthority() {
    Instant from = now.minus(BACKDATING).truncatedTo(ChronoUnit.SECONDS);
    Issued made = new CertificateIssuer().authority(from, from.plus(AUTHORITY_LIFE));
    store("ca.key.sealed", made);
    log.info("A certificate authority was made; clients must trust {}", authorityCertificate());
    return made;
  }

  private TlsIdentity issue(SequencedSet<String> names, Issued authority) {
    X509Certificate ca = authority.certificate();
    Instant from = later(now.minus(BACKDATING), ca.getNotBefore().toInstant());
    Instant until = now.plus(SERVER_LIFE);
    Instant end = ca.getNotAfter().toInstant();
    Issued made =
        new CertificateIssuer()
            .server(
                authority,
                names,
                from.truncatedTo(ChronoUnit.SECONDS),
                (until.isBefore(end) ? until : end).truncatedTo(ChronoUnit.SECONDS));
    store("server.key.sealed", made);
    log.info("A server certificate for {} was issued", names);
    return identity(made, authority);
  }

  private boolean usable(Issued stored, Set<String> names, X509Certificate ca) {
    X509Certificate server = stored.certificate();
    return ServerNames.of(server).equals(names)
        && lasts(server, RENEWAL)
        && server.getIssuerX500Principal().equals(ca.getSubjectX500Principal())
        && !server.getNotBefore().before(ca.getNotBefore());
  }

  private boolean lasts(X509Certificate certificate, Duration margin) {
    return !certificate.getNotBefore().toInstant().isAfter(now)
        && certificate.getNotAfter().toInstant().isAfter(now.plus(margin));
  }

  private Optional<Issued> load(String name) {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String text = new String(SealedFile.read(file, sealer), StandardCharsets.US_ASCII);
      PemBundle bundle = PemBundle.parse(text, file.toString());
      return Optional.of(new Issued(bundle.certificates().getFirst(), bundle.key().orElseThrow()));
    } catch (TamperedException e) {
      throw new VaultException(
          e.getMessage() + ". Restore it from the backup, or empty " + directory + ".", e);
    }
  }

  private void store(String name, Issued issued) {
    String text = PemBundle.format(issued.key(), List.of(issued.certificate()));
    SealedFile.write(directory.resolve(name), sealer, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static TlsIdentity identity(Issued server, Issued authority) {
    return new TlsIdentity(List.of(server.certificate(), authority.certificate()), server.key());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
