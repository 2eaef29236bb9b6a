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
import picocli.CommandLine.Mixin;
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

  @Mixin private TargetOptions options;

  @Option(
      names = "--peers",
      split = ",",
      converter = Target.Reader.class,
      description =
          "More targets, whose figures those of the others are divided by: artemis, mosquitto.")
  private List<Target> peers = List.of();

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

  private final Map<Target, Map<Load, List<Figures>>> found = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    List<Target> all = new ArrayList<>(options.targets());
    all.addAll(peers);
    for (int run = 1; run <= options.runs(); run++) {
      for (Target target : all) {
        System.err.printf("# run %d of %d: %s%n", run, options.runs(), target);
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
      TargetProcess process = TargetProcess.start(target, installation, options.jvm());
      try (process) {
        for (Protocol protocol : options.protocols(target)) {
          new Load(protocol, WARM_UP_CONNECTIONS, widest(protocol))
              .put(target, process, installation, warmUp);
          rest(process, installation);
          for (Load load : loads(protocol)) {
            Figures figures = load.put(target, process, installation, seconds);
            rest(process, installation);
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
  private void rest(TargetProcess process, Installation installation) throws Exception {
    process.settle(installation);
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
    System.out.println("target,protocol,connections,in_flight," + Figures.COLUMNS);
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
    for (Target target : options.targets()) {
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
