package io.efollowup.portal.internal.live;

import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the changes, so that a page that was rendered or lost its connection a moment ago can be
 * told what it missed. Safe for use by several threads.
 */
public final class Changes {
  private final long first;
  private final AtomicLong last;
  private final Map<OrganisationId, Map<PatientId, Long>> latest = new ConcurrentHashMap<>();

  /**
   * @param first number before the first change; above all numbers given before a restart
   */
  public Changes(long first) {
    this.first = first;
    this.last = new AtomicLong(first);
  }

  /** The number of the newest change. To be read before what a page shows is read. */
  public long now() {
    return last.get();
  }

  void add(OrganisationId organisation, PatientId patient) {
    latest
        .computeIfAbsent(organisation, k -> new ConcurrentHashMap<>())
        .merge(patient, last.incrementAndGet(), Math::max);
  }

  /** Whether changes after this number are still known one by one. */
  boolean knows(long number) {
    return number >= first;
  }

  /** The patients of an organisation that have changed after this number. */
  List<PatientId> since(OrganisationId organisation, long number) {
    return latest.getOrDefault(organisation, Map.of()).entrySet().stream()
        .filter(change -> change.getValue() > number)
        .map(Map.Entry::getKey)
        .toList();
  }
}
