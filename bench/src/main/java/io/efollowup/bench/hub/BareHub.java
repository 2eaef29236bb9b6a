package io.efollowup.bench.hub;

import io.efollowup.hub.Hub;
import io.efollowup.hub.HubLimits;
import io.efollowup.hub.HubOptions;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.config.Settings;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.platform.Stores;
import io.efollowup.server.platform.TelemetryAdmission;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hub and its journal in a process of their own, with the admission of the real server and no
 * monitor: {@code DIRECTORY}. It says {@code ready} and its ports, and ends when its standard input
 * does, so that it never outlives the benchmark.
 */
public final class BareHub {
  private BareHub() {}

  public static void main(String[] arguments) throws Exception {
    DataDirectory directory = DataDirectory.choose(Optional.of(Path.of(arguments[0])), Map.of());
    Configuration configuration = Configuration.standard();
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    try (Stores stores = Stores.open(directory, configuration, Map.of());
        Hub hub =
            Hub.start(
                vertx,
                HubOptions.of("127.0.0.1", 0, 0, 0, List.of("localhost", "127.0.0.1", "::1"))
                    .withLimits(HubLimits.standard().with(HubLimits.standard().device().unpaced())),
                stores.hub(),
                stores.journal(),
                new TelemetryAdmission(
                    stores.vault().digest("refusals"),
                    configuration.get(Settings.HUB_FOREIGN_MESSAGES),
                    meters),
                Installation.identity(stores),
                meters,
                stores.clock())) {
      System.out.println(
          "ready https="
              + hub.httpsPort()
              + " amqps="
              + hub.amqpsPort()
              + " mqtts="
              + hub.mqttsPort());
      while (System.in.read() >= 0) {
        // Nothing is said to it but that it is over.
      }
    }
    System.exit(0);
  }
}
