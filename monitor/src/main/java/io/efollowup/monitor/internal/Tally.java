package io.efollowup.monitor.internal;

import io.efollowup.record.AlarmKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What a batch counted. */
final class Tally {
  static final String DUPLICATE = "duplicate";
  static final String UNASSIGNED = "unassigned";
  static final String UNDECODABLE = "undecodable";

  private final Map<String, Long> refused = new TreeMap<>();
  private final Map<AlarmKind, Long> raised = new EnumMap<>(AlarmKind.class);
  private long stored;

  void refused(String reason) {
    refused.merge(reason, 1L, Long::sum);
  }

  void raised(AlarmKind kind) {
    raised.merge(kind, 1L, Long::sum);
  }

  void stored(long readings) {
    stored += readings;
  }

  Map<String, Long> refused() {
    return refused;
  }

  Map<AlarmKind, Long> raised() {
    return raised;
  }

  long stored() {
    return stored;
  }
}
