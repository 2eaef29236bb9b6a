package io.efollowup.server.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.Hub;
import io.efollowup.hub.HubOptions;
import io.efollowup.monitor.MonitorListener;
import io.efollowup.monitor.MonitorRunner;
import io.efollowup.monitor.MonitorSettings;
import io.efollowup.monitor.PatientChange;
import io.efollowup.monitor.core.CoreSettings;
import io.efollowup.portal.LiveUpdates;
import io.efollowup.portal.Portal;
import io.efollowup.portal.PortalOptions;
import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.LocalAdministration;
import io.efollowup.server.admin.StoredReports;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.config.LimitSettings;
import io.efollowup.server.config.Settings;
import io.efollowup.server.control.ControlServer;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.vault.InstallationAuthority;
import io.efollowup.vault.TlsIdentity;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running installation. */
public final class Platform implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
  private static final Duration SESSION_LIFETIME = Duration.ofHours(12);
  private static final Duration COMPACT_EVERY = Duration.ofHours(1);

  private final Closing closing;
  private final Stores stores;
  private final Hub hub;
  private final Portal portal;
  private final Administration administration;
  private final Configuration configuration;

  private Platform(
      Closing closing,
      Stores stores,
      Hub hub,
      Portal portal,
      Administration administration,
      Configuration configuration) {
    this.closing = closing;
    this.stores = stores;
    this.hub = hub;
    this.portal = portal;
    this.administration = administration;
    this.configuration = configuration;
  }

  /** Starts everything; when this returns, all doors listen. */
  public static Platform start(
      DataDirectory directory, Configuration configuration, Map<String, String> variables) {
    Closing closing = new Closing();
    try {
      Stores stores = closing.add(Stores.open(directory, configuration, variables));
      TlsIdentity tls = identity(stores, configuration);
      PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      closing.add(meters::close);
      Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
      closing.add(
          () -> vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));

      CommitListeners listeners = new CommitListeners();
      MonitorRunner monitor =
          closing.add(
              new MonitorRunner(
                  stores.journal(),
                  stores.record(),
                  monitorSettings(configuration),
                  listeners,
                  meters,
                  stores.clock()));
      Hub hub =
          closing.add(
              Hub.start(
                  vertx,
                  hubOptions(configuration),
                  stores.hub(),
                  stores.journal(),
                  new TelemetryAdmission(
                      stores.vault().digest("refusals"),
                      configuration.get(Settings.HUB_FOREIGN_MESSAGES),
                      meters),
                  tls,
                  meters,
                  stores.clock()));
      Portal portal =
          closing.add(
              Portal.start(
                  vertx,
                  portalOptions(stores, configuration),
                  stores.record(),
                  tls,
                  new Health(stores, monitor)::notReady,
                  new StoredReports(stores.record(), stores.clock()),
                  meters::scrape,
                  meters,
                  stores.clock()));
      DeviceAlarms alarms =
          closing.add(
              new DeviceAlarms(stores.record(), hub.cloudToDevice(), meters, stores.clock()));
      listeners.add(alarms);
      listeners.add(changes -> tell(portal.live(), changes));
      alarms.catchUp();
      monitor.start();
      vertx.setPeriodic(
          COMPACT_EVERY.toMillis(),
          ignored -> Thread.ofVirtual().name("compact").start(() -> compact(stores)));

      Administration administration =
          new LocalAdministration(
              Parts.of(
                  stores,
                  configuration,
                  hub.registry(),
                  hub.policies(),
                  hub.cloudToDevice(),
                  hub.twins(),
                  portal.live()));
      closing.add(ControlServer.start(administration, directory.control()));
      Platform platform = new Platform(closing, stores, hub, portal, administration, configuration);
      platform.writeEndpoints();
      closing.add(() -> Files.deleteIfExists(directory.endpoints()));
      return platform;
    } catch (RuntimeException e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  /** Folds what arrived; a full disk is told by others and passes. */
  private static void compact(Stores stores) {
    try {
      stores.record().compact();
    } catch (RuntimeException e) {
      LOG.warn("the record's arrivals could not be folded; it is tried again in an hour", e);
    }
  }

  private static TlsIdentity identity(Stores stores, Configuration configuration) {
    String certificate = configuration.get(Settings.TLS_CERTIFICATE);
    if (!certificate.isEmpty()) {
      return TlsIdentity.fromPem(
          Path.of(certificate), Path.of(configuration.get(Settings.TLS_KEY)));
    }
    return InstallationAuthority.open(
            stores.directory().tls(),
            stores.vault().sealer("tls"),
            HubNames.forCertificate(configuration),
            stores.clock())
        .identity();
  }

  private static MonitorSettings monitorSettings(Configuration configuration) {
    CoreSettings core = CoreSettings.DEFAULT;
    MonitorSettings standard = MonitorSettings.DEFAULT;
    return new MonitorSettings(
        new CoreSettings(
            core.freshFor(),
            core.futureAfter(),
            core.clockWrongAfter(),
            configuration.get(Settings.MONITOR_SIGNAL_LOSS),
            core.silenceEndsEpisode()),
        standard.batchEntries(),
        standard.batchItems(),
        standard.commitEvery(),
        standard.tickEvery(),
        configuration.get(Settings.JOURNAL_RETENTION),
        standard.retainEvery(),
        standard.patientsCached(),
        standard.firstRetry(),
        standard.longestRetry());
  }

  private static HubOptions hubOptions(Configuration configuration) {
    return HubOptions.of(
            configuration.get(Settings.HUB_BIND),
            configuration.get(Settings.HUB_HTTPS_PORT),
            configuration.get(Settings.HUB_AMQPS_PORT),
            configuration.get(Settings.HUB_MQTTS_PORT),
            HubNames.of(configuration))
        .withLimits(LimitSettings.of(configuration))
        .withReportable(Reportable.of(configuration));
  }

  private static PortalOptions portalOptions(Stores stores, Configuration configuration) {
    String token = configuration.get(Settings.PORTAL_METRICS_TOKEN);
    return new PortalOptions(
        configuration.get(Settings.PORTAL_BIND),
        configuration.get(Settings.PORTAL_PORT),
        stores.vault().databaseKey("portal-references"),
        configuration.get(Settings.PORTAL_IDLE_SIGN_OUT),
        SESSION_LIFETIME,
        token.isEmpty() ? Optional.empty() : Optional.of(token),
        configuration.get(Settings.PATIENT_UNIT));
  }

  /** Where the doors are, for tools on this machine. */
  private void writeEndpoints() {
    ObjectNode endpoints = new ObjectMapper().createObjectNode();
    endpoints.put("portal", portalAddress());
    endpoints.put("hub", hubAddress());
    endpoints.put("hubHttpsPort", hub.httpsPort());
    endpoints.put("hubAmqpsPort", hub.amqpsPort());
    endpoints.put("hubMqttsPort", hub.mqttsPort());
    endpoints.put("portalPort", portal.port());
    try {
      Files.writeString(stores.directory().endpoints(), endpoints.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("endpoints.json cannot be written", e);
    }
  }

  public String portalAddress() {
    return address(configuration.get(Settings.PORTAL_BIND), portal.port());
  }

  public String hubAddress() {
    return address(configuration.get(Settings.HUB_BIND), hub.httpsPort());
  }

  private static String address(String bind, int port) {
    String host = Set.of("0.0.0.0", "::", "127.0.0.1", "::1").contains(bind) ? "127.0.0.1" : bind;
    return "https://%s:%d".formatted(host, port);
  }

  /** What an operator can ask of it. */
  public Administration administration() {
    return administration;
  }

  public Stores stores() {
    return stores;
  }

  @Override
  public void close() {
    closing.close();
  }

  private static void tell(LiveUpdates live, Set<PatientChange> changes) {
    changes.forEach(change -> live.changed(change.organisation(), change.patient()));
  }

  /** Passes commits on to those who are there by then: the monitor starts before its listeners. */
  private static final class CommitListeners implements MonitorListener {
    private final List<MonitorListener> listeners = new CopyOnWriteArrayList<>();

    void add(MonitorListener listener) {
      listeners.add(listener);
    }

    @Override
    public void committed(Set<PatientChange> changes) {
      listeners.forEach(listener -> listener.committed(changes));
    }
  }
}
