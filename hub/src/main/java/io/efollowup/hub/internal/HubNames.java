package io.efollowup.hub.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The names the hub answers to, as they may stand in front of a token's scope. */
public final class HubNames {
  private final Set<String> names;

  public HubNames(List<String> names) {
    this.names =
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Whether the host, with or without a port, in any case, is this hub. */
  public boolean include(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return names.contains(lower) || names.contains(withoutPort(lower));
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > 0 && isPort(host.substring(colon + 1));
    boolean bracketed = host.startsWith("[");
    if (bracketed) {
      int end = host.indexOf(']');
      boolean clean = end == host.length() - 1 || (port && end == colon - 1);
      return end > 0 && clean ? host.substring(1, end) : host;
    }
    return port ? host.substring(0, colon) : host;
  }

  private static boolean isPort(String text) {
    return !text.isEmpty()
        && text.length() <= 5
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
