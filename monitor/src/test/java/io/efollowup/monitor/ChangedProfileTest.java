package io.efollowup.monitor;

import static io.efollowup.monitor.MonitorFixture.ANNA;
import static io.efollowup.monitor.MonitorFixture.DEVICE;
import static io.efollowup.monitor.MonitorFixture.START;
import static io.efollowup.monitor.MonitorFixture.minute;
import static io.efollowup.monitor.MonitorFixture.reading;
import static io.efollowup.record.OrganisationId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientProfiles;
import io.efollowup.record.ProfileChange;
import io.efollowup.record.ProfileChange.OwnLimits;
import io.efollowup.record.RunningSummary;
import io.efollowup.record.Signature;
import io.efollowup.record.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Limits and zones that people change while the monitor is at work. */
class ChangedProfileTest {
  private static final Optional<String> SAME = Optional.empty();
  private static final Signature DOCTOR = new Signature(START, "dr.li");

  private static ProfileChange targets(String group) {
    return new ProfileChange(SAME, SAME, SAME, SAME, Optional.of(group), Optional.empty());
  }

  private static ProfileChange limits(String... mgdl) {
    var own = OwnLimits.of("mgdl", List.of(mgdl));
    return new ProfileChange(SAME, SAME, SAME, SAME, SAME, Optional.of(own));
  }

  private static ProfileChange zone(String zone) {
    return new ProfileChange(SAME, SAME, Optional.of(zone), SAME, SAME, Optional.empty());
  }

  private static void change(MonitorFixture monitor, ProfileChange change) {
    new PatientProfiles(monitor.record).change(DEFAULT, ANNA, change, DOCTOR);
  }

  /** While nobody writes. */
  private static void assertCountedByTheProfile(MonitorFixture monitor) {
    monitor.record.write(
        tx -> {
          Patient patient = monitor.organisation().patient(ANNA).orElseThrow();
          GlucoseTrace trace = monitor.organisation().trace(ANNA, Instant.MIN, Instant.MAX);
          List<Summary> stored = new ArrayList<>();
          for (Summary.Span span : Summary.Span.values()) {
            stored.addAll(monitor.organisation().summaries(ANNA, span, Instant.MIN, Instant.MAX));
          }
          assertThat(stored)
              .isEqualTo(RunningSummary.all(ANNA, trace, patient.thresholds(), patient.zone()));
          return null;
        });
  }

  @Test
  void shouldJudgeTheNextReadingByTheChangedLimits() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(0, 75);
      monitor.settle();
      change(monitor, limits("54", "80", "180", "250"));
      monitor.send(3, 75);
      monitor.settle();

      assertThat(monitor.alarmTexts(ANNA)).containsExactly("LOW 3");
      assertCountedByTheProfile(monitor);
    }
  }

  @Test
  void shouldKeepAnAlarmUntilReadingsEndItByTheChangedLimits() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(0, 68);
      monitor.settle();
      change(monitor, targets("pregnancy"));
      assertThat(monitor.alarmTexts(ANNA)).containsExactly("LOW 0");
      monitor.send(3, 69);
      monitor.settle();
      assertThat(monitor.alarmTexts(ANNA)).containsExactly("LOW 0");
      monitor.send(6, 69);
      monitor.settle();
      assertThat(monitor.alarmTexts(ANNA)).containsExactly("LOW 0 resolved");
    }
  }

  @Test
  void shouldGoOnCountingTheHourAndTheDayThatAreRunning() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      for (int i = 0; i < 10; i++) {
        monitor.send(3L * i, 130 + 3 * i);
      }
      monitor.settle();
      change(monitor, targets("pregnancy"));
      assertCountedByTheProfile(monitor);
      monitor.send(30, 160);
      monitor.settle();
      assertCountedByTheProfile(monitor);
      change(monitor, zone("Asia/Kolkata"));
      assertCountedByTheProfile(monitor);
      monitor.send(33, 120);
      monitor.settle();
      assertCountedByTheProfile(monitor);
      change(monitor, targets("adult"));
      change(monitor, zone("Asia/Shanghai"));
      monitor.send(DEVICE, minute(40), List.of(reading(minute(1), 200), reading(minute(36), 50)));
      monitor.settle();
      assertCountedByTheProfile(monitor);
    }
  }

  /** A few at a time, so that batches and changes take turns. */
  private static void stream(MonitorFixture monitor, AtomicBoolean streaming) {
    try {
      for (int i = 0; i < 400; i++) {
        monitor.send(3L * i, 60 + i % 200);
        if (i % 8 == 7) {
          monitor.settle();
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      streaming.set(false);
    }
  }

  /** Whichever of the two is first: at no moment is a summary counted by other limits. */
  @Test
  void shouldLeaveNoSummaryOfOldLimitsWhileReadingsStream() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      var streaming = new AtomicBoolean(true);
      var sending = CompletableFuture.runAsync(() -> stream(monitor, streaming));
      int changes = 0;
      while (streaming.get() || changes < 20) {
        change(
            monitor,
            switch (changes++ % 4) {
              case 0 -> targets("pregnancy");
              case 1 -> zone("Europe/Berlin");
              case 2 -> targets("adult");
              default -> zone("Asia/Kolkata");
            });
        assertCountedByTheProfile(monitor);
      }
      sending.get(2, TimeUnit.MINUTES);
      monitor.settle();

      assertThat(monitor.record.status().readings()).isEqualTo(400);
      assertCountedByTheProfile(monitor);
    }
  }
}
