package io.efollowup.vault.internal;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A key with the certificate of its public half. */
public record Issued(X509Certificate certificate, PrivateKey key) {}
