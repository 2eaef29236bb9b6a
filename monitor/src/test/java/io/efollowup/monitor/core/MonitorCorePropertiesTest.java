package io.efollowup.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties that hold for every history, also for those nobody thought of. */
class MonitorCorePropertiesTest {
  private static final Instant START = Instant.parse("2026-05-10T00:00:00Z");

  @Property(tries = 300)
  void shouldGoOnTheSameAfterEveryStepThroughBytes(@ForAll("histories") List<Input> history) {
    var core = new MonitorCore(CoreSettings.DEFAULT);
    var straight = new CorePatient();
    PatientState stored = PatientState.INITIAL;
    for (Input input : history) {
      PatientState read = PatientState.decode(stored.encoded());
      assertThat(read).isEqualTo(stored);
      Step step = core.step(read, input, CorePatient.PROFILE, straight);
      assertThat(straight.step(input)).isEqualTo(step.outputs());
      assertThat(straight.state()).isEqualTo(step.next());
      stored = step.next();
    }
  }

  @Property(tries = 300)
  void shouldNotChangeThroughDuplicates(
      @ForAll("histories") List<Input> history, @ForAll Random random) {
    var once = new CorePatient();
    var often = new CorePatient();
    List<Input.Readings> sent = new ArrayList<>();
    for (Input input : history) {
      once.step(input);
      often.step(input);
      if (input instanceof Input.Readings readings) {
        sent.add(stored(readings, once));
      }
      for (Input.Readings again : repeated(sent, input, random)) {
        List<Output> outputs = often.step(again);
        assertThat(outputs).allMatch(Output.Duplicate.class::isInstance);
      }
      assertThat(often.state()).isEqualTo(once.state());
    }
    assertThat(often.alarms()).isEqualTo(once.alarms());
    assertThat(often.storedReadings()).isEqualTo(once.storedReadings());
  }

  @Property(tries = 300)
  void shouldNotDependOnTheOrderWithinAMessage(
      @ForAll("histories") List<Input> history, @ForAll Random random) {
    var sorted = new CorePatient();
    var shuffled = new CorePatient();
    for (Input input : history) {
      sorted.step(input);
      shuffled.step(input instanceof Input.Readings r ? shuffled(r, random) : input);
    }
    assertThat(shuffled.alarms()).isEqualTo(sorted.alarms());
    assertThat(shuffled.state()).isEqualTo(sorted.state());
  }

  @Property(tries = 300)
  void shouldRaiseEachAlarmOnceAndResolveOnlyActiveOnes(@ForAll("histories") List<Input> history) {
    var patient = new CorePatient();
    history.forEach(patient::step);
    Set<String> active = new HashSet<>();
    Set<AlarmCause> activeCauses = new HashSet<>();
    Set<String> ever = new HashSet<>();
    for (Output output : patient.alarms()) {
      if (output instanceof Output.RaiseAlarm raise) {
        String identity = raise.cause() + "/" + raise.since();
        assertThat(ever.add(identity)).as("raised twice: " + identity).isTrue();
        assertThat(activeCauses.add(raise.cause())).as("two at once: " + raise.cause()).isTrue();
        active.add(identity);
      } else if (output instanceof Output.ResolveAlarm resolve) {
        String identity = resolve.cause() + "/" + resolve.since();
        assertThat(active.remove(identity)).as("not active: " + identity).isTrue();
        activeCauses.remove(resolve.cause());
      }
    }
    assertThat(patient.state().hasActiveAlarm()).isEqualTo(!active.isEmpty());
  }

  @Property(tries = 300)
  void shouldRaiseNothingOnLateData(@ForAll("histories") List<Input> history) {
    var patient = new CorePatient();
    for (Input input : history) {
      if (input instanceof Input.Readings r) {
        List<GlucoseReading> late =
            r.readings().stream()
                .filter(x -> x.at().isBefore(r.receivedAt().minusSeconds(601)))
                .toList();
        patient.step(new Input.Readings(r.device(), r.receivedAt(), r.session(), late));
      } else {
        patient.step(input);
      }
      // A backlog that happens to come at a sensor's pace is a slow clock; it is told, and trusted.
      if (patient.state().wrongClock().isPresent()) {
        return;
      }
    }
    assertThat(patient.alarms()).isEmpty();
  }

  /** A day of messages in order of reception: live, late, repeated, from two sessions. */
  @Provide
  Arbitrary<List<Input>> histories() {
    return message().list().ofMaxSize(60).map(MonitorCorePropertiesTest::inOrder);
  }

  private record Draft(int minutesAfter, int kind, int lateMinutes, List<Integer> values) {}

  private static Arbitrary<Draft> message() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(0, 19),
            Arbitraries.integers().between(-6, 200),
            Arbitraries.integers().between(30, 320).list().ofMinSize(1).ofMaxSize(5))
        .as(Draft::new);
  }

  private static List<Input> inOrder(List<Draft> drafts) {
    List<Input> history = new ArrayList<>();
    Instant now = START;
    for (Draft draft : drafts) {
      now = now.plus(Duration.ofMinutes(draft.minutesAfter())).plusMillis(draft.kind() * 77L);
      history.add(input(draft, now));
    }
    return history;
  }

  private static Input input(Draft draft, Instant now) {
    if (draft.kind() == 0) {
      return new Input.AssignmentEnded("device-0", now);
    }
    if (draft.kind() < 5) {
      return new Input.Tick(now, START);
    }
    boolean live = draft.kind() < 15;
    Instant newest = live ? now : now.minus(Duration.ofMinutes(draft.lateMinutes()));
    List<GlucoseReading> readings = new ArrayList<>();
    for (int i = 0; i < draft.values().size(); i++) {
      readings.add(reading(newest.minusSeconds(180L * i), draft.values().get(i)));
    }
    int device = draft.kind() % 7 == 0 ? 1 : 0;
    return new Input.Readings("device-" + device, now, "session-" + device, readings);
  }

  private static GlucoseReading reading(Instant at, int value) {
    GlucoseValue glucose =
        value > 310
            ? GlucoseValue.OutOfRange.HIGH
            : value < 35 ? GlucoseValue.OutOfRange.LOW : measured(value);
    return new GlucoseReading(at, ZoneOffset.UTC, glucose, OptionalDouble.empty());
  }

  private static GlucoseValue measured(int value) {
    return new GlucoseValue.Measured(
        value % 5 == 0 ? Glucose.mmol(value / 18.0) : Glucose.mgdl(value));
  }

  private static Input.Readings stored(Input.Readings readings, CorePatient patient) {
    List<GlucoseReading> there =
        readings.readings().stream()
            .filter(
                r ->
                    patient
                        .valueAt(readings.session(), r.at())
                        .filter(r.value()::equals)
                        .isPresent())
            .toList();
    return new Input.Readings(readings.device(), readings.receivedAt(), readings.session(), there);
  }

  private static List<Input.Readings> repeated(
      List<Input.Readings> sent, Input last, Random random) {
    if (sent.isEmpty() || !(last instanceof Input.Readings readings)) {
      return List.of();
    }
    Input.Readings again = sent.get(random.nextInt(sent.size()));
    return List.of(
        new Input.Readings(
            again.device(),
            readings.receivedAt().plusSeconds(1),
            again.session(),
            again.readings()));
  }

  private static Input.Readings shuffled(Input.Readings input, Random random) {
    List<GlucoseReading> readings = new ArrayList<>(input.readings());
    Collections.shuffle(readings, random);
    return new Input.Readings(input.device(), input.receivedAt(), input.session(), readings);
  }
}
