package io.efollowup.vault.internal;

import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;

/**
 * A factory of one key manager. It spares the way over a PKCS#12 key store, whose key derivation
 * costs start-up time and protects nothing in memory.
 */
public final class FixedKeyManagerFactory extends KeyManagerFactory {
  /** A factory that always gives this manager. */
  public FixedKeyManagerFactory(KeyManager manager) {
    super(new Spi(manager), provider(), KeyManagerFactory.getDefaultAlgorithm());
  }

  private static Provider provider() {
    return Security.getProvider("SunJSSE");
  }

  private static final class Spi extends KeyManagerFactorySpi {
    private final KeyManager manager;

    Spi(KeyManager manager) {
      this.manager = manager;
    }

    @Override
    protected void engineInit(KeyStore store, char[] password) {
      // nothing to take from a key store
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {
      // nothing to take from parameters
    }

    @Override
    protected KeyManager[] engineGetKeyManagers() {
      return new KeyManager[] {manager};
    }
  }
}
