package io.efollowup.server.platform;

import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.HubException;
import io.efollowup.hub.SystemProperties;
import io.efollowup.monitor.MonitorListener;
import io.efollowup.monitor.PatientChange;
import io.efollowup.record.Alarm;
import io.efollowup.record.Assignment;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationId;
import io.efollowup.telemetry.AlarmNotice;
import io.efollowup.vault.DatabaseUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells devices of the alarms about their wearers: whichever device is assigned to the patient now
 * finds the alarm in its queue. The queue itself sees to it that a later word on an alarm takes the
 * place of an earlier one that still waits. After a start, alarms that are active and not old are
 * told again: those of a commit just before a crash may not have been.
 */
final class DeviceAlarms implements MonitorListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceAlarms.class);
  private static final Duration STILL_NEWS = Duration.ofMinutes(15);
  private static final int MOST_WAITING = 100_000;

  private final ClinicalRecord record;
  private final CloudToDeviceQueue queue;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final ThreadPoolExecutor telling =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("device-alarms").factory());

  DeviceAlarms(
      ClinicalRecord record, CloudToDeviceQueue queue, MeterRegistry meters, InstantSource clock) {
    this.record = record;
    this.queue = queue;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void committed(Set<PatientChange> changes) {
    changes.forEach(
        change -> change.alarms().forEach(alarm -> later(change.organisation(), alarm)));
  }

  /** Tells again what may not have been told before a crash. */
  void catchUp() {
    Instant newsSince = clock.instant().minus(STILL_NEWS);
    OrganisationId organisation = OrganisationId.DEFAULT;
    record.in(organisation).activeAlarms().stream()
        .filter(alarm -> alarm.raisedAt().isAfter(newsSince))
        .forEach(alarm -> later(organisation, alarm));
  }

  private void later(OrganisationId organisation, Alarm alarm) {
    try {
      telling.execute(() -> tell(organisation, alarm));
    } catch (RejectedExecutionException e) {
      count("not-told");
    }
  }

  private void tell(OrganisationId organisation, Alarm alarm) {
    try {
      Instant now = clock.instant();
      CloudToDeviceMessage message = message(alarm);
      record.in(organisation).assignments(alarm.patient()).stream()
          .filter(assignment -> assignment.covers(now))
          .map(Assignment::device)
          .distinct()
          .forEach(device -> enqueue(device, message));
    } catch (DatabaseUnavailableException e) {
      count("not-told");
      LOG.warn("a device could not be told of an alarm: {}", e.getMessage());
    }
  }

  private void enqueue(String device, CloudToDeviceMessage message) {
    try {
      queue.enqueue(device, message);
      count("told");
    } catch (HubException e) {
      count("not-told");
      LOG.warn("a device could not be told of an alarm: {}", e.getMessage());
    }
  }

  private static CloudToDeviceMessage message(Alarm alarm) {
    String kind = alarm.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    AlarmNotice notice = new AlarmNotice(kind, alarm.isActive(), alarm.since(), alarm.value());
    SystemProperties system =
        new SystemProperties(
            Optional.of(UUID.randomUUID().toString()),
            Optional.empty(),
            Optional.empty(),
            Optional.of("application/json"),
            Optional.of("utf-8"));
    return CloudToDeviceMessage.of(notice.write()).withSystem(system).withAlarm(kind);
  }

  private void count(String outcome) {
    meters.counter("efollowup.device.alarms", "outcome", outcome).increment();
  }

  /** Tells what waits, for at most five seconds. */
  @Override
  public void close() throws InterruptedException {
    telling.shutdown();
    if (!telling.awaitTermination(5, TimeUnit.SECONDS)) {
      LOG.warn("devices were not told of all alarms before the end");
    }
  }
}
