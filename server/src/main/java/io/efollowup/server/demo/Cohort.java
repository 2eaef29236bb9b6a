package io.efollowup.server.demo;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.server.admin.Administration.ReplayTarget;
import io.efollowup.server.device.DeviceClient;
import io.efollowup.server.device.HubAddress;
import io.efollowup.server.platform.Platform;
import io.efollowup.telemetry.TelemetryMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulated patients with their phones: first they send what they measured while nobody listened,
 * two weeks at the most, then each new reading as it comes. They enter over the hub's HTTPS door.
 */
public final class Cohort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cohort.class);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration HISTORY = Duration.ofDays(14);
  private static final int LARGEST_BATCH = 480;
  private static final int CATCHING_UP_AT_ONCE = 4;

  private final InstantSource clock;
  private final List<Thread> phones;
  private final Semaphore catchingUp = new Semaphore(CATCHING_UP_AT_ONCE);

  /** Starts streaming. */
  public Cohort(Platform platform, HubAddress hub, int size, long seed, InstantSource clock) {
    this.clock = clock;
    List<String> names =
        IntStream.range(0, size).mapToObj(i -> "simulated-%d-%d".formatted(seed, i)).toList();
    List<ReplayTarget> targets =
        platform.administration().registerForReplay(names, ZONE.getId(), "mmol/L");
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ReplayTarget target = targets.get(i);
      SimulatedPatient patient =
          new SimulatedPatient(seed + i, Profile.CLINIC.get(i % Profile.CLINIC.size()), ZONE);
      Instant from = resumeAt(platform, target);
      DeviceClient phone =
          new DeviceClient(
              hub.http(), hub.https(), target.connectionString(), clock, Duration.ofHours(1));
      started.add(
          Thread.ofVirtual()
              .name("phone")
              .start(() -> stream(patient, phone, target.session(), from)));
    }
    this.phones = List.copyOf(started);
  }

  private Instant resumeAt(Platform platform, ReplayTarget target) {
    Instant begin = clock.instant().minus(HISTORY);
    return platform
        .stores()
        .record()
        .in(OrganisationId.DEFAULT)
        .latestReading(new PatientId(target.patient()))
        .map(latest -> latest.reading().at().plusSeconds(1))
        .filter(resume -> resume.isAfter(begin))
        .orElse(begin);
  }

  private void stream(SimulatedPatient patient, DeviceClient phone, String session, Instant from) {
    try {
      Instant sent = catchUp(patient, phone, session, from);
      while (!Thread.currentThread().isInterrupted()) {
        Instant next = patient.nextReading(sent);
        Duration wait = Duration.between(clock.instant(), next);
        if (wait.isPositive()) {
          Thread.sleep(wait);
        }
        Instant after = next.plusSeconds(1);
        phone.send(
            new TelemetryMessage(
                session, List.of(patient.readingAt(next)), patient.events(sent, after)));
        sent = after;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.warn("a simulated phone gave up: {}", e.getMessage());
    }
  }

  /** Sends what was measured until now; returns until when. */
  private Instant catchUp(
      SimulatedPatient patient, DeviceClient phone, String session, Instant from)
      throws IOException, InterruptedException {
    catchingUp.acquire();
    try {
      Instant sent = from;
      while (true) {
        List<GlucoseReading> batch = new ArrayList<>();
        Instant next = patient.nextReading(sent);
        Instant end = sent;
        while (!next.isAfter(clock.instant()) && batch.size() < LARGEST_BATCH) {
          batch.add(patient.readingAt(next));
          end = next.plusSeconds(1);
          next = patient.nextReading(end);
        }
        if (batch.isEmpty()) {
          return sent;
        }
        List<CareEvent> events = patient.events(sent, end);
        phone.send(new TelemetryMessage(session, batch, events));
        sent = end;
      }
    } finally {
      catchingUp.release();
    }
  }

  @Override
  public void close() {
    phones.forEach(Thread::interrupt);
  }
}
