package io.efollowup.portal;

import io.efollowup.portal.internal.PortalParts;
import io.efollowup.portal.internal.web.Dispatcher;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.vault.TlsIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The running portal: an HTTPS server (TLS 1.2 and 1.3, HTTP/1.1 and HTTP/2) with pages, JSON API,
 * live updates, health and metrics. What blocks runs on virtual threads.
 */
public final class Portal implements AutoCloseable {
  // A silent connection holds memory and a descriptor. Live streams beat more often than this.
  private static final int IDLE_SECONDS = 60;

  private final HttpServer server;
  private final PortalParts parts;
  private final ExecutorService threads;

  private Portal(HttpServer server, PortalParts parts, ExecutorService threads) {
    this.server = server;
    this.parts = parts;
    this.threads = threads;
  }

  /**
   * Starts the portal; it listens when this returns. Not to be called on an event loop.
   *
   * @param tls what the server shows and proves
   * @param reports makes the documents people download
   * @param prometheusText the figures {@code /metrics} answers with
   * @param meters where the portal counts
   */
  public static Portal start(
      Vertx vertx,
      PortalOptions options,
      ClinicalRecord record,
      TlsIdentity tls,
      PortalHealth health,
      ReportSource reports,
      Supplier<String> prometheusText,
      MeterRegistry meters,
      InstantSource clock) {
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("portal-", 0).factory());
    PortalParts parts =
        new PortalParts(
            vertx, options, record, health, reports, prometheusText, meters, clock, threads);
    HttpServer server =
        vertx
            .createHttpServer(serverOptions(options, tls))
            .requestHandler(parts.router())
            .listen()
            .await();
    return new Portal(server, parts, threads);
  }

  private static HttpServerOptions serverOptions(PortalOptions options, TlsIdentity tls) {
    return new HttpServerOptions()
        .setHost(options.host())
        .setPort(options.port())
        .setSsl(true)
        .setUseAlpn(true)
        .setIdleTimeout(IDLE_SECONDS)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setKeyCertOptions(KeyCertOptions.wrap(tls.keyManager()));
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Where changes of the record are told. */
  public LiveUpdates live() {
    return parts.live();
  }

  /** Every route, for the test of the API's description. */
  List<Dispatcher.RouteName> routes() {
    return parts.routes();
  }

  /** Stops listening and ends the live streams. */
  @Override
  public void close() {
    parts.close();
    server.close().await();
    threads.shutdown();
  }
}
