package io.efollowup.vault.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.SequencedSet;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates on P-256 as RFC 5280 wants them, so that strict verifiers take them too.
 * Bouncy Castle writes the structure; the platform's own provider makes keys and signatures.
 */
public final class CertificateIssuer {
  private final SecureRandom random = new SecureRandom();

  /** A certificate authority that signs itself and may issue leaves only. */
  public Issued authority(Instant from, Instant until) {
    KeyPair pair = newKeyPair();
    X500Principal name =
        new X500Principal("CN=E-Followup installation " + randomHex() + ", O=E-Followup");
    try {
      JcaX509v3CertificateBuilder builder = builder(name, name, from, until, pair);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(pair.getPublic()));
      return new Issued(sign(builder, pair.getPrivate()), pair.getPrivate());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a certificate authority could not be made", e);
    }
  }

  /** A server certificate for all the canonical names given. */
  public Issued server(Issued authority, SequencedSet<String> names, Instant from, Instant until) {
    KeyPair pair = newKeyPair();
    X500Principal issuer = authority.certificate().getSubjectX500Principal();
    // Verifiers look at the alternative names only; the subject is for people.
    X500Principal subject =
        new X500Principal("CN=E-Followup server " + randomHex() + ", O=E-Followup");
    GeneralName[] alternatives =
        names.stream().map(CertificateIssuer::general).toArray(GeneralName[]::new);
    try {
      JcaX509v3CertificateBuilder builder = builder(issuer, subject, from, until, pair);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils()
              .createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
      return new Issued(sign(builder, authority.key()), pair.getPrivate());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a server certificate could not be made", e);
    }
  }

  private static GeneralName general(String name) {
    boolean address = ServerNames.isAddress(name);
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, Instant from, Instant until, KeyPair pair)
      throws IOException, GeneralSecurityException {
    BigInteger serial = new BigInteger(126, random).setBit(126);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer, serial, Date.from(from), Date.from(until), subject, pair.getPublic());
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return builder;
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256 keys", e);
    }
  }

  private String randomHex() {
    byte[] bytes = new byte[4];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
