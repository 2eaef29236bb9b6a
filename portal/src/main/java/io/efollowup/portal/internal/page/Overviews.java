package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.view.Overview;
import io.efollowup.record.Alarm;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What the list shows of each patient, remembered until it changes: the list of a clinic is asked
 * for far more often than one patient's record changes. Safe for use by several threads.
 */
public final class Overviews {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 5_000;
  private static final Duration LONGEST_PERIOD = Duration.ofDays(91);

  private record Key(OrganisationId organisation, PatientId patient) {}

  private sealed interface Slot {}

  /** Being read; gone when the patient changes meanwhile, so that old news is not remembered. */
  private record Reading(long number) implements Slot {}

  private record Entry(Overview overview, Instant readAt) implements Slot {}

  private final ClinicalRecord record;
  private final InstantSource clock;
  private final AtomicLong reads = new AtomicLong();
  private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

  public Overviews(ClinicalRecord record, InstantSource clock) {
    this.record = record;
    this.clock = clock;
  }

  /** Drops what is remembered of a patient. */
  public void forget(OrganisationId organisation, PatientId patient) {
    slots.remove(new Key(organisation, patient));
  }

  /** Overviews of these patients, in their order. */
  public List<Overview> of(OrganisationId organisation, List<Patient> patients) {
    OrganisationRecord in = record.in(organisation);
    Instant now = clock.instant();
    Map<PatientId, List<Alarm>> alarms =
        in.activeAlarms().stream().collect(Collectors.groupingBy(Alarm::patient));
    List<Overview> overviews = new ArrayList<>(patients.size());
    for (Patient patient : patients) {
      overviews.add(
          with(remembered(in, patient, now), alarms.getOrDefault(patient.id(), List.of())));
    }
    return overviews;
  }

  private Overview remembered(OrganisationRecord in, Patient patient, Instant now) {
    Key key = new Key(in.organisation(), patient.id());
    if (slots.get(key) instanceof Entry entry
        && entry.overview().patient().equals(patient)
        && !now.isAfter(entry.readAt().plus(REMEMBERED))) {
      return entry.overview();
    }
    if (slots.size() >= MOST_REMEMBERED) {
      slots.clear();
    }
    Reading reading = new Reading(reads.incrementAndGet());
    slots.put(key, reading);
    Overview overview = read(in, patient, now);
    slots.replace(key, reading, new Entry(overview, now));
    return overview;
  }

  private static Overview with(Overview overview, List<Alarm> alarms) {
    return new Overview(
        overview.patient(),
        overview.latest(),
        overview.lastDay(),
        overview.days(),
        overview.hours(),
        alarms);
  }

  /** Summaries were counted by the limits and days of the patient they are shown with. */
  private static Overview read(OrganisationRecord in, Patient patient, Instant now) {
    Overview overview = summed(in, patient, now);
    Optional<Patient> after = in.patient(patient.id()).filter(known -> !known.equals(patient));
    return after.isPresent() ? read(in, after.get(), now) : overview;
  }

  private static Overview summed(OrganisationRecord in, Patient patient, Instant now) {
    Instant soon = now.plus(Duration.ofHours(1));
    return new Overview(
        patient,
        in.latestReading(patient.id()),
        in.trace(patient.id(), now.minus(Duration.ofDays(1)), soon),
        in.summaries(patient.id(), Summary.Span.DAY, now.minus(LONGEST_PERIOD), soon),
        in.summaries(patient.id(), Summary.Span.HOUR, now.minus(Duration.ofDays(7)), soon),
        List.of());
  }
}
