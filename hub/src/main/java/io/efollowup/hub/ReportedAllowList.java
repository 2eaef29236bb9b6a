package io.efollowup.hub;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What devices may report of themselves in their twin. Immutable.
 *
 * @param names of top-level properties; {@code *} among them allows every name
 * @param maxBytesEach the largest value of one of them as compact JSON, 1 to 32768
 */
public record ReportedAllowList(List<String> names, int maxBytesEach) {
  /** The largest value of one property where nothing else is said. */
  public static final int STANDARD_BYTES = 1024;

  private static final String ANY = "*";
  private static final int LARGEST = 32 * 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}|\\*");

  public ReportedAllowList {
    names = sorted(names);
    if (maxBytesEach < 1 || maxBytesEach > LARGEST) {
      throw new IllegalArgumentException("A reported property has at most 1 to 32768 bytes.");
    }
  }

  /** What the telephone that carries a sensor's readings has to say, and nothing about a person. */
  public static ReportedAllowList standard() {
    return new ReportedAllowList(
        List.of(
            "alarmThresholds",
            "appVersion",
            "batteryPercent",
            "clockOffsetSeconds",
            "firmwareVersion",
            "interval",
            "lastError",
            "lastSyncAt",
            "manufacturer",
            "model",
            "osVersion",
            "protocolVersion",
            "queueDepth",
            "samplingIntervalSeconds",
            "sensorState",
            "signalStrength",
            "status"),
        STANDARD_BYTES);
  }

  /** Every name: for clients that are not this platform's. */
  public static ReportedAllowList any() {
    return new ReportedAllowList(List.of(ANY), LARGEST);
  }

  /** Whether a top-level property of this name may be reported. */
  public boolean allows(String name) {
    return names.contains(ANY) || names.contains(name);
  }

  private static List<String> sorted(Collection<String> names) {
    SortedSet<String> sorted = new TreeSet<>(names);
    for (String name : sorted) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "The name of a reported property is 1 to 128 letters, digits, - and _; or * for all.");
      }
    }
    return List.copyOf(sorted);
  }
}
