package io.efollowup.bench.hub;

import io.efollowup.server.data.TemporaryDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Acknowledged, durable messages a second. Each target is a fresh process on fresh data, warmed up,
 * under each load in turn; a run takes the targets one after the other, and the next run does so
 * again, so that a machine that becomes slower does so for all of them.
 */
@Command(
    name = "hub",
    mixinStandardHelpOptions = true,
    description = "Acknowledged messages a second and their latency, beside other brokers.")
public final class HubBench implements Callable<Integer> {
  private static final int WARM_UP_CONNECTIONS = 16;

  @Option(
      names = "--targets",
      split = ",",
      defaultValue = "hub,hub-alone",
      converter = Target.Reader.class,
      description = "hub: the whole server; hub-alone: without its monitor (${DEFAULT-VALUE}).")
  private List<Target> targets;

  @Option(
      names = "--peers",
      split = ",",
      converter = Target.Reader.class,
      description =
          "artemis: the same load on ActiveMQ Artemis, in the same run; mosquitto: on Eclipse"
              + " Mosquitto, which must be installed.")
  private List<Target> peers = List.of();

  @Option(names = "--protocols", split = ",", defaultValue = "https,amqps,mqtts")
  private List<Protocol> protocols;

  @Option(names = "--connections", split = ",", defaultValue = "1,16,256")
  private List<Integer> connections;

  @Option(
      names = "--in-flight",
      split = ",",
      defaultValue = "1,32",
      description = "Unacknowledged messages a connection; over HTTPS one (${DEFAULT-VALUE}).")
  private List<Integer> inFlight;

  @Option(names = "--seconds", defaultValue = "10", description = "Of one measurement.")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "10", description = "Seconds for each protocol.")
  private int warmUp;

  @Option(names = "--pause", defaultValue = "5", description = "Seconds between measurements.")
  private int pause;

  @Option(names = "--runs", defaultValue = "3", description = "Medians are printed.")
  private int runs;

  @Option(
      names = "--jvm",
      split = ",",
      defaultValue = "-XX:+UseSerialGC,-Xmx4g",
      description = "Of each target's process (${DEFAULT-VALUE}).")
  private List<String> jvm;

  private final Map<Target, Map<Load, List<Figures>>> found = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    List<Target> all = new ArrayList<>(targets);
    all.addAll(peers);
    for (int run = 1; run <= runs; run++) {
      for (Target target : all) {
        System.err.printf("# run %d of %d: %s%n", run, runs, target);
        measure(target);
      }
    }
    print();
    return 0;
  }

  private void measure(Target target) throws Exception {
    int devices = connections.stream().mapToInt(Integer::intValue).max().orElseThrow();
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      Installation installation =
          Installation.create(directory.path(), Math.max(devices, WARM_UP_CONNECTIONS));
      TargetProcess process = TargetProcess.start(target, installation, jvm);
      try (process) {
        for (Protocol protocol : protocols.stream().filter(target::speaks).toList()) {
          new Load(protocol, WARM_UP_CONNECTIONS, widest(protocol))
              .put(target, process, installation, warmUp);
          rest(process);
          for (Load load : loads(protocol)) {
            Figures figures = load.put(target, process, installation, seconds);
            rest(process);
            System.err.println("# " + target + "," + load.csv() + "," + figures.csv());
            found
                .computeIfAbsent(target, ignored -> new LinkedHashMap<>())
                .computeIfAbsent(load, ignored -> new ArrayList<>())
                .add(figures);
          }
        }
      }
      process.requireStored(installation);
    }
  }

  /** What the last load left behind is not to be paid by the next. */
  private void rest(TargetProcess process) throws Exception {
    process.purge();
    TimeUnit.SECONDS.sleep(pause);
  }

  private int widest(Protocol protocol) {
    return windows(protocol).stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  private List<Integer> windows(Protocol protocol) {
    return protocol == Protocol.HTTPS ? List.of(1) : inFlight;
  }

  private List<Load> loads(Protocol protocol) {
    return connections.stream()
        .flatMap(
            count -> windows(protocol).stream().map(window -> new Load(protocol, count, window)))
        .toList();
  }

  private void print() {
    System.out.println("target,protocol,connections,in_flight,messages_per_second,p50_ms,p99_ms");
    found.forEach(
        (target, loads) ->
            loads.forEach(
                (load, figures) ->
                    System.out.println(
                        target + "," + load.csv() + "," + Figures.median(figures).csv())));
    peers.forEach(this::printRatios);
  }

  private void printRatios(Target peer) {
    System.out.printf("%ntarget,protocol,connections,in_flight,times_%s%n", peer);
    for (Target target : targets) {
      found
          .getOrDefault(peer, Map.of())
          .forEach(
              (load, figures) ->
                  Optional.ofNullable(found.getOrDefault(target, Map.of()).get(load))
                      .ifPresent(own -> printRatio(target, load, own, figures)));
    }
  }

  private static void printRatio(Target target, Load load, List<Figures> own, List<Figures> peers) {
    System.out.printf(
        "%s,%s,%.2f%n",
        target,
        load.csv(),
        Figures.median(own).messagesPerSecond() / Figures.median(peers).messagesPerSecond());
  }
}
