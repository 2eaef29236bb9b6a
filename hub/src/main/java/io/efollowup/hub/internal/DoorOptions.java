package io.efollowup.hub.internal;

import io.efollowup.hub.internal.guard.Door;
import io.efollowup.vault.TlsIdentity;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServerOptions;
import java.util.LinkedHashSet;
import java.util.List;

/** How every door listens: with TLS, behind the guard. */
public final class DoorOptions {
  private DoorOptions() {}

  /**
   * Says so to the server that will stand there.
   *
   * @param port 0 for any
   */
  public static void put(
      NetServerOptions options, Door door, int port, HubServices services, TlsIdentity tls) {
    options.setHost(services.options().bindAddress());
    // A negative port is "any", the same for all instances of a deployment.
    options.setPort(port == 0 ? -1 - door.ordinal() : port);
    options.setSsl(true);
    options.setKeyCertOptions(KeyCertOptions.wrap(tls.keyManager()));
    options.setEnabledSecureTransportProtocols(new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2")));
    services.guard().watch(door, options);
    options.setTcpNoDelay(true);
    options.setReuseAddress(true);
  }
}
