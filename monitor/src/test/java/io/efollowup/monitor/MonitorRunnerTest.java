package io.efollowup.monitor;

import static io.efollowup.monitor.MonitorFixture.ANNA;
import static io.efollowup.monitor.MonitorFixture.BERT;
import static io.efollowup.monitor.MonitorFixture.DEVICE;
import static io.efollowup.monitor.MonitorFixture.SETTINGS;
import static io.efollowup.monitor.MonitorFixture.START;
import static io.efollowup.monitor.MonitorFixture.assignment;
import static io.efollowup.monitor.MonitorFixture.minute;
import static io.efollowup.monitor.MonitorFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent;
import io.efollowup.journal.JournalEntry;
import io.efollowup.record.Alarm;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Summary;
import io.efollowup.telemetry.Refusal;
import io.efollowup.telemetry.RefusalReason;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonitorRunnerTest {
  @Test
  void shouldStoreReadingsWithTheirAlarmAndSayWhatChanged() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(0, 100);
      monitor.send(3, 53);
      monitor.settle();
      // A listener is told after the position has moved: closing waits for both.
      monitor.runner.close();

      assertThat(monitor.organisation().readings(ANNA, START, minute(10)))
          .extracting(stored -> stored.reading().at())
          .containsExactly(minute(0), minute(3));
      assertThat(monitor.alarmTexts(ANNA)).containsExactly("URGENT_LOW 3");
      assertThat(monitor.alarms(ANNA).getFirst().raisedAt()).isEqualTo(minute(3).plusSeconds(3));
      assertThat(monitor.told.getLast())
          .containsExactly(
              new PatientChange(
                  OrganisationId.DEFAULT, ANNA, Optional.of(minute(3)), monitor.alarms(ANNA)));
      assertThat(monitor.runner.lag()).isZero();
      assertThat(monitor.meters.counter("efollowup.monitor.readings.stored").count()).isEqualTo(2);
    }
  }

  @Test
  void shouldStoreARepeatedMessageOnceAndCountIt() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(0, 100);
      monitor.send(0, 100);
      monitor.send(0, 101);
      monitor.settle();

      assertThat(monitor.record.status().readings()).isEqualTo(1);
      assertThat(monitor.record.status().refused())
          .containsEntry("duplicate", 1L)
          .containsEntry("conflict", 1L);
    }
  }

  @Test
  void shouldStoreCareEventsOnce() throws Exception {
    var walk =
        new CareEvent.Exercise(
            UUID.fromString("6f1c3a52-1111-4222-8333-444455556666"),
            START,
            ZoneOffset.UTC,
            30,
            OptionalDouble.empty(),
            "walking");
    try (var monitor = new MonitorFixture().withPatients().started()) {
      for (int i = 0; i < 2; i++) {
        monitor.send(DEVICE, START, List.of(), List.of(walk), List.of());
      }
      monitor.settle();

      assertThat(monitor.organisation().events(ANNA, START, minute(1))).containsExactly(walk);
      assertThat(monitor.record.status().refused()).containsEntry("duplicate", 1L);
    }
  }

  @Test
  void shouldGiveEachReadingToThePatientAssignedAtItsOwnTime() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.record.write(
          tx -> {
            tx.assign(assignment(DEVICE, BERT, minute(60)));
            return null;
          });
      monitor.send(
          DEVICE,
          minute(63),
          List.of(reading(minute(57), 100), reading(minute(60), 110), reading(minute(63), 120)));
      monitor.settle();

      assertThat(monitor.organisation().readings(ANNA, START, minute(100))).hasSize(1);
      assertThat(monitor.organisation().readings(BERT, START, minute(100))).hasSize(2);
    }
  }

  @Test
  void shouldKeepAsideWhatNobodyIsAssignedToAndStoreItWhenReleased() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      var readings = IntStream.range(0, 700).mapToObj(i -> reading(minute(3L * i), 50)).toList();
      monitor.send("other", minute(2100), readings);
      monitor.send("other", minute(2100), readings);
      monitor.settle();
      assertThat(monitor.record.status().readings()).isZero();
      assertThat(monitor.record.status().held()).isEqualTo(700);
      assertThat(monitor.record.status().refused()).containsEntry("unassigned", 1400L);

      monitor.record.write(
          tx -> {
            tx.assign(assignment("other", BERT, minute(30)));
            return null;
          });
      monitor.now.set(minute(2200));
      var held = new HeldReadings(monitor.record, monitor.journal, monitor.now::get);
      HeldReadings.Released released = held.release("other", START, minute(3000));
      monitor.settle();

      assertThat(released.items()).isEqualTo(700);
      assertThat(released.end()).isLessThanOrEqualTo(monitor.runner.position());
      assertThat(monitor.organisation().readings(BERT, START, minute(3000))).hasSize(690);
      assertThat(monitor.record.held("other", 100)).hasSize(10);
      assertThat(monitor.alarms(BERT)).isEmpty();
    }
  }

  @Test
  void shouldRaiseSignalLossAtATickAndDisarmWhenTheAssignmentEnds() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(0, 100);
      monitor.tick(20);
      monitor.settle();
      assertThat(monitor.alarmTexts(ANNA)).isEmpty();
      monitor.tick(21);
      monitor.settle();
      assertThat(monitor.alarmTexts(ANNA)).containsExactly("SIGNAL_LOSS 0");
      monitor.send(22, 100);
      monitor.settle();
      assertThat(monitor.alarmTexts(ANNA)).containsExactly("SIGNAL_LOSS 0 resolved");

      monitor.record.write(
          tx -> {
            tx.unassign(OrganisationId.DEFAULT, DEVICE, minute(25));
            return null;
          });
      monitor.tick(60);
      monitor.settle();
      assertThat(monitor.alarmTexts(ANNA)).containsExactly("SIGNAL_LOSS 0 resolved");
    }
  }

  @Test
  void shouldResolveAlarmsWhoseAssignmentEnded() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(0, 50);
      monitor.tick(21);
      monitor.settle();
      assertThat(monitor.organisation().activeAlarms()).hasSize(2);
      monitor.restart();
      monitor.record.write(
          tx -> {
            tx.unassign(OrganisationId.DEFAULT, DEVICE, minute(25));
            return null;
          });
      monitor.tick(30);
      monitor.settle();
      assertThat(monitor.organisation().activeAlarms()).isEmpty();
    }
  }

  @Test
  void shouldRememberAnArmedSignalThroughARestart() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(0, 100);
      monitor.settle();
      monitor.restart();
      monitor.tick(30);
      monitor.settle();
      assertThat(monitor.alarmTexts(ANNA)).containsExactly("SIGNAL_LOSS 0");
    }
  }

  @Test
  void shouldKeepWhatPeopleNotedWhenAnAlarmEnds() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(0, 60);
      monitor.settle();
      Alarm raised = monitor.alarms(ANNA).getFirst();
      monitor.record.write(
          tx -> {
            tx.putAlarm(OrganisationId.DEFAULT, acknowledged(raised));
            return null;
          });
      monitor.send(3, 100);
      monitor.send(6, 100);
      monitor.settle();

      Alarm resolved = monitor.alarms(ANNA).getFirst();
      assertThat(resolved.resolvedAt()).contains(minute(6));
      assertThat(resolved.acknowledgedBy()).contains("nurse");
      assertThat(resolved.value()).isEqualTo(raised.value());
    }
  }

  private static Alarm acknowledged(Alarm alarm) {
    return new Alarm(
        alarm.patient(),
        alarm.kind(),
        alarm.since(),
        alarm.raisedAt(),
        alarm.value(),
        alarm.resolvedAt(),
        Optional.of(minute(1)),
        Optional.of("nurse"));
  }

  @Test
  void shouldRecomputeTheSummariesThatLateDataTouches() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(600, 100);
      monitor.send(603, 200);
      monitor.settle();
      monitor.send(DEVICE, minute(604), List.of(reading(minute(601), 300)));
      monitor.settle();

      Summary hour =
          monitor.organisation().summaries(ANNA, Summary.Span.HOUR, START, minute(700)).getFirst();
      assertThat(hour.start()).isEqualTo(minute(600));
      assertThat(hour.measured()).isEqualTo(3);
      assertThat(hour.sumMgdl()).isEqualTo(600);
      assertThat(hour.sumSquaresMgdl()).isEqualTo(140_000);
      assertThat(hour.minMgdl()).isEqualTo(100);
      assertThat(hour.maxMgdl()).isEqualTo(300);
      assertThat(hour.zones()).containsExactly(0, 0, 1, 1, 1);
      // 10:00 UTC is 18:00 in Shanghai: the day began at 16:00 UTC the day before.
      Summary day =
          monitor
              .organisation()
              .summaries(ANNA, Summary.Span.DAY, START.minus(Duration.ofDays(2)), minute(700))
              .getFirst();
      assertThat(day.start()).isEqualTo(START.minus(Duration.ofHours(8)));
      assertThat(day.measured()).isEqualTo(3);
    }
  }

  @Test
  void shouldCountWhatAdmissionRefused() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      var refusal = new Refusal("readings[0]", RefusalReason.BAD_UNIT, 40, "00ff00ff00ff00ff");
      monitor.send(DEVICE, START, List.of(), List.of(), List.of(refusal, refusal));
      monitor.settle();
      assertThat(monitor.record.status().refused()).containsEntry("bad-unit", 2L);
    }
  }

  @Test
  void shouldPassByWhatCannotBeDecoded() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.append(new JournalEntry(DEVICE, START, new byte[] {99, 1, 2}));
      monitor.append(new JournalEntry(DEVICE, START, new byte[0]));
      monitor.send(0, 100);
      monitor.settle();
      assertThat(monitor.record.status().readings()).isEqualTo(1);
      assertThat(monitor.record.status().refused()).containsEntry("undecodable", 2L);
      assertThat(monitor.runner.fault()).isEmpty();
    }
  }

  @Test
  void shouldNotCareWhetherTheListenerFails() throws Exception {
    MonitorListener failing =
        changes -> {
          throw new IllegalStateException("the page is gone");
        };
    try (var monitor = new MonitorFixture().withPatients().started(SETTINGS, failing)) {
      monitor.send(0, 100);
      monitor.settle();
      monitor.send(3, 100);
      monitor.settle();
      assertThat(monitor.record.status().readings()).isEqualTo(2);
    }
  }

  @Test
  void shouldWriteThePassingOfTimeIntoTheJournal() throws Exception {
    var fast = SETTINGS.withTickEvery(Duration.ofMillis(5));
    try (var monitor = new MonitorFixture().withPatients().started(fast, changes -> {})) {
      assertThat(monitor.runner.awaitPosition(3, MonitorFixture.PATIENCE)).isTrue();
      assertThat(monitor.journal.read(0, 3)).allMatch(entry -> entry.entry().isTick());
    }
  }

  @Test
  void shouldNotTakeThePlatformsOwnSilenceForTheSensors() throws Exception {
    var fast = SETTINGS.withTickEvery(Duration.ofMillis(5));
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.send(0, 100);
      monitor.settle();
      monitor.runner.close();
      monitor.now.set(minute(180));
      monitor.started(fast, changes -> {});
      assertThat(monitor.runner.awaitPosition(4, MonitorFixture.PATIENCE)).isTrue();
      assertThat(monitor.alarms(ANNA)).isEmpty();
      monitor.now.set(minute(201));
      long end = monitor.journal.end();
      assertThat(monitor.runner.awaitPosition(end + 3, MonitorFixture.PATIENCE)).isTrue();
      assertThat(monitor.alarmTexts(ANNA)).containsExactly("SIGNAL_LOSS 0");
    }
  }

  /** Closing does not wait for the end of the rest either. */
  @Test
  void shouldNotRestBeforeAllThatWasReadIsTaken() throws Exception {
    var slow = SETTINGS.withBatch(100, 1).withCommitEvery(Duration.ofHours(1));
    try (var monitor = new MonitorFixture().withPatients()) {
      for (int i = 0; i < 5; i++) {
        monitor.send(3L * i, 100);
      }
      monitor.started(slow, changes -> {}).settle();
      assertThat(monitor.record.status().readings()).isEqualTo(5);
    }
  }

  @Test
  void shouldStopWaitingWhenClosed() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      assertThat(monitor.runner.awaitPosition(1, Duration.ofMillis(1))).isFalse();
      var waiting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return monitor.runner.awaitPosition(1, Duration.ofMinutes(1));
                } catch (InterruptedException e) {
                  return true;
                }
              });
      monitor.runner.close();
      assertThat(waiting.get(2, TimeUnit.MINUTES)).isFalse();
    }
  }

  @Test
  void shouldSayNothingWhenOnlyTimePassed() throws Exception {
    try (var monitor = new MonitorFixture().withPatients().started()) {
      monitor.tick(1);
      monitor.settle();
      assertThat(monitor.told).isEqualTo(List.<Set<PatientChange>>of());
      assertThat(monitor.record.monitorState(OrganisationId.DEFAULT, ANNA)).isEmpty();
    }
  }
}
