package io.efollowup.bench.hub;

import java.util.List;
import picocli.CommandLine.Option;

/** What every benchmark asks that starts targets of its own. */
final class TargetOptions {
  @Option(
      names = "--targets",
      split = ",",
      defaultValue = "hub,hub-alone",
      converter = Target.Reader.class,
      description =
          "hub: the whole server; hub-alone: without its monitor; artemis: ActiveMQ Artemis;"
              + " mosquitto: Eclipse Mosquitto, which must be installed (${DEFAULT-VALUE}).")
  private List<Target> targets;

  @Option(
      names = "--protocols",
      split = ",",
      defaultValue = "https,amqps,mqtts",
      description = "Of those a target speaks (${DEFAULT-VALUE}).")
  private List<Protocol> protocols;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "Each takes the targets in turn (${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--jvm",
      split = ",",
      defaultValue = "-XX:+UseSerialGC,-Xmx4g",
      description = "Of each target's process (${DEFAULT-VALUE}).")
  private List<String> jvm;

  List<Target> targets() {
    return targets;
  }

  /** Those of the protocols asked for that the target speaks. */
  List<Protocol> protocols(Target target) {
    return protocols.stream().filter(target::speaks).toList();
  }

  int runs() {
    return runs;
  }

  List<String> jvm() {
    return jvm;
  }
}
