package io.efollowup.vault.internal;

import io.efollowup.vault.VaultException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and at most one private key in PEM (RFC 7468), in the order they stand. */
public final class PemBundle {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA");
  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

  private final List<X509Certificate> certificates;
  private final Optional<PrivateKey> key;

  private PemBundle(List<X509Certificate> certificates, Optional<PrivateKey> key) {
    this.certificates = List.copyOf(certificates);
    this.key = key;
  }

  /** The certificates, none or more. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** The private key, when there is one. */
  public Optional<PrivateKey> key() {
    return key;
  }

  /** Reads all blocks of a text; {@code where} names it in refusals. */
  public static PemBundle parse(String text, String where) {
    List<X509Certificate> certificates = new ArrayList<>();
    Optional<PrivateKey> key = Optional.empty();
    // A key may stand with text before its block, which "openssl" writes and no other reader minds.
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      switch (block.group(1)) {
        case "CERTIFICATE" -> certificates.add(certificate(decode(block.group(2), where), where));
        case "PRIVATE KEY" -> key = Optional.of(privateKey(decode(block.group(2), where), where));
        case "EC PRIVATE KEY", "RSA PRIVATE KEY" -> throw oldForm(where);
        case "ENCRYPTED PRIVATE KEY" ->
            throw new VaultException(
                "The private key in %s is protected by a passphrase. Write it without one: openssl"
                        .formatted(where)
                    + " pkcs8 -topk8 -nocrypt");
        default -> {} // EC PARAMETERS and the like say nothing the key does not
      }
    }
    if (key.isEmpty() && text.contains("-----BEGIN RSA PRIVATE KEY-----")) {
      throw oldForm(where); // with headers inside, which the pattern above does not take
    }
    return new PemBundle(certificates, key);
  }

  /** Writes a key and certificates so that {@link #parse} reads them. */
  public static String format(PrivateKey key, List<X509Certificate> chain) {
    return block("PRIVATE KEY", key.getEncoded()) + format(chain);
  }

  /** Writes certificates. */
  public static String format(List<X509Certificate> chain) {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : chain) {
        text.append(block("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate has no encoding", e);
    }
    return text.toString();
  }

  /** Whether what the key signs, the certificate verifies. */
  public static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("SHA256with" + suffix(key.getAlgorithm()));
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String suffix(String algorithm) {
    return algorithm.equals("EC") ? "ECDSA" : algorithm;
  }

  private static VaultException oldForm(String where) {
    return new VaultException(
        "The private key in "
            + where
            + " is not in PKCS#8 form. Convert it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
  }

  private static String block(String label, byte[] content) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, lines, label)
        .replace("\r\n", "\n");
  }

  private static byte[] decode(String text, String where) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new VaultException("A PEM block in " + where + " is not base64.");
    }
  }

  private static X509Certificate certificate(byte[] der, String where) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new VaultException("A certificate in " + where + " cannot be read.", e);
    }
  }

  private static PrivateKey privateKey(byte[] der, String where) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        continue; // of the other algorithm, or refused below
      }
    }
    throw new VaultException(
        "The private key in " + where + " is neither an EC nor an RSA key in PKCS#8 form.");
  }
}
