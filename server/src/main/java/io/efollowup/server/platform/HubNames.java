package io.efollowup.server.platform;

import io.efollowup.server.config.Configuration;
import io.efollowup.server.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the hub answers to, and what certificates carry. */
final class HubNames {
  private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");

  private HubNames() {}

  /** {@code hub.names}, or the local names and the machine's. */
  static List<String> of(Configuration configuration) {
    List<String> stated = configuration.get(Settings.HUB_NAMES);
    if (!stated.isEmpty()) {
      return stated;
    }
    Set<String> names = new LinkedHashSet<>(LOCAL);
    try {
      String machine = InetAddress.getLocalHost().getHostName();
      if (machine.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
        names.add(machine);
      }
    } catch (UnknownHostException e) {
      // A machine without a resolvable name answers to the local names alone.
    }
    return new ArrayList<>(names);
  }

  /** The hub's names and the local ones: tools on the machine itself verify the certificate too. */
  static Set<String> forCertificate(Configuration configuration) {
    Set<String> names = new LinkedHashSet<>(of(configuration));
    names.addAll(LOCAL);
    return names;
  }
}
