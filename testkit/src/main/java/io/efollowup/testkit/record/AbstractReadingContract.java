package io.efollowup.testkit.record;

import static io.efollowup.record.OrganisationId.DEFAULT;
import static io.efollowup.testkit.record.RecordSamples.ANNA;
import static io.efollowup.testkit.record.RecordSamples.BEN;
import static io.efollowup.testkit.record.RecordSamples.NOON;
import static io.efollowup.testkit.record.RecordSamples.OTHER;
import static io.efollowup.testkit.record.RecordSamples.mgdl;
import static io.efollowup.testkit.record.RecordSamples.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.StoredReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every clinical record promises about readings. */
public abstract class AbstractReadingContract {
  protected ClinicalRecord record;

  /** A new, empty record. */
  protected abstract ClinicalRecord open();

  @BeforeEach
  void openWithTwoPatients() {
    record = open();
    write(
        tx -> {
          tx.addPatient(DEFAULT, patient(ANNA));
          tx.addPatient(DEFAULT, patient(BEN));
          tx.addPatient(OTHER, patient(ANNA));
        });
  }

  @AfterEach
  void close() {
    record.close();
  }

  @Test
  void shouldGiveReadingsInOrderOfTimeHoweverTheyCame() {
    List<StoredReading> wear = RecordSamples.wear("w", NOON, 2, 1);
    List<StoredReading> shuffled = new ArrayList<>(wear);
    Collections.shuffle(shuffled, new Random(2));
    for (int i = 0; i < shuffled.size(); i += 7) {
      add(shuffled.subList(i, Math.min(i + 7, shuffled.size())));
    }

    assertThat(all()).isEqualTo(wear);
  }

  @Test
  void shouldBringEveryFormOfReadingBackExactly() {
    List<StoredReading> readings =
        List.of(
            with(0, Glucose.mgdl(123), OptionalDouble.of(-1.25), ZoneOffset.UTC, 0),
            with(60, Glucose.mmol(7.0), OptionalDouble.of(0.06), ZoneOffset.ofHours(8), 5),
            with(
                61,
                Glucose.mmol(0.1 + 0.2),
                OptionalDouble.empty(),
                ZoneOffset.ofHours(8),
                86_400 * 9),
            with(
                200,
                Glucose.mgdl(Math.PI * 40),
                OptionalDouble.of(-0.0),
                ZoneOffset.ofHoursMinutes(-3, -30),
                -2),
            with(201, Glucose.mgdl(Double.MIN_VALUE), OptionalDouble.of(1e300), ZoneOffset.UTC, 1),
            with(202, Glucose.mmol(1e15 + 0.5), OptionalDouble.of(-1e-300), ZoneOffset.UTC, 1),
            with(
                90_000,
                Glucose.mmol(12.345678),
                OptionalDouble.of(0.1),
                ZoneOffset.ofTotalSeconds(3_723),
                1),
            RecordSamples.stored("w", NOON.plusSeconds(90_001), GlucoseValue.OutOfRange.LOW),
            RecordSamples.stored("w", NOON.plusSeconds(90_002), GlucoseValue.OutOfRange.HIGH));
    add(readings);

    assertThat(all()).isEqualTo(readings);
  }

  private static StoredReading with(
      long second, Glucose glucose, OptionalDouble trend, ZoneOffset offset, long lag) {
    Instant at = NOON.plusSeconds(second);
    return new StoredReading(
        "w",
        new GlucoseReading(at, offset, new GlucoseValue.Measured(glucose), trend),
        at.plusSeconds(lag));
  }

  @Test
  void shouldTakeReadingsFromInclusiveToExclusive() {
    add(List.of(at(0), at(60), at(120)));

    assertThat(here().readings(ANNA, NOON, NOON.plusSeconds(120))).containsExactly(at(0), at(60));
    assertThat(here().readings(ANNA, NOON.plusNanos(1), NOON.plusSeconds(121)))
        .containsExactly(at(60), at(120));
    assertThat(here().readings(ANNA, NOON, NOON)).isEmpty();
    assertThat(here().readings(ANNA, NOON.plusSeconds(60), NOON)).isEmpty();
  }

  @Test
  void shouldGiveTraceOfTheSameReadings() {
    add(RecordSamples.wear("w", NOON, 5, 3));
    Instant from = NOON.plus(Duration.ofHours(7));
    Instant to = NOON.plus(Duration.ofHours(100));

    GlucoseTrace expected =
        GlucoseTrace.of(
            here().readings(ANNA, from, to).stream().map(StoredReading::reading).toList());
    assertThat(here().trace(ANNA, from, to)).isEqualTo(expected);
    assertThat(expected.size()).isEqualTo(93 * 20);
    GlucoseTrace inside = record.write(tx -> tx.trace(DEFAULT, ANNA, from, to));
    assertThat(inside).isEqualTo(expected);
  }

  @Test
  void shouldTellStoredValueByItsWholeIdentity() {
    add(List.of(at(0)));

    write(
        tx -> {
          GlucoseValue value = at(0).reading().value();
          assertThat(tx.storedValue(DEFAULT, ANNA, "w", NOON)).contains(value);
          assertThat(tx.storedValue(DEFAULT, ANNA, "x", NOON)).isEmpty();
          assertThat(tx.storedValue(DEFAULT, ANNA, "w", NOON.plusSeconds(1))).isEmpty();
          assertThat(tx.storedValue(DEFAULT, BEN, "w", NOON)).isEmpty();
          assertThat(tx.storedValue(OTHER, ANNA, "w", NOON)).isEmpty();
        });
  }

  @Test
  void shouldSeeItsOwnReadingsInsideTheTransaction() {
    add(List.of(at(0)));

    write(
        tx -> {
          tx.addReadings(DEFAULT, ANNA, List.of(at(60)));
          assertThat(tx.storedValue(DEFAULT, ANNA, "w", NOON.plusSeconds(60)))
              .contains(at(60).reading().value());
          assertThat(tx.trace(DEFAULT, ANNA, NOON, NOON.plusSeconds(61)).size()).isEqualTo(2);
        });
  }

  @Test
  void shouldForgetReadingsOfFailedTransaction() {
    add(List.of(at(0)));
    assertThatThrownBy(
            () ->
                write(
                    tx -> {
                      tx.addReadings(DEFAULT, ANNA, List.of(at(60)));
                      throw new IllegalStateException("stopped");
                    }))
        .hasMessage("stopped");

    assertThat(all()).containsExactly(at(0));
    assertThat(record.status().readings()).isEqualTo(1);
    write(
        tx -> {
          assertThat(tx.storedValue(DEFAULT, ANNA, "w", NOON.plusSeconds(60))).isEmpty();
          tx.addReadings(DEFAULT, ANNA, List.of(at(60)));
        });
    assertThat(all()).containsExactly(at(0), at(60));
  }

  @Test
  void shouldRefuseReadingWhoseIdentityIsTaken() {
    add(List.of(at(0)));

    assertThatThrownBy(() -> add(List.of(mgdl("w", NOON, 200))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stored already");
    assertThat(all()).containsExactly(at(0));
  }

  @Test
  void shouldRefuseReadingsOfUnknownPatient() {
    assertThatThrownBy(() -> write(tx -> tx.addReadings(OTHER, BEN, List.of(at(0)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such patient");
  }

  @Test
  void shouldKeepTwoSessionsAtTheSameSecond() {
    var b = mgdl("b", NOON, 120);
    var a = mgdl("a", NOON, 110);
    add(List.of(b));
    add(List.of(a));

    assertThat(all()).containsExactly(a, b);
    assertThat(here().trace(ANNA, NOON, NOON.plusSeconds(1)).mgdl(0)).isEqualTo(110);
    assertThat(here().sessions(ANNA)).containsExactlyInAnyOrder("a", "b");
    assertThat(here().sessions(BEN)).isEmpty();
  }

  @Test
  void shouldFindOldestAndNewestByTheirOwnTime() {
    assertThat(here().latestReading(ANNA)).isEmpty();
    assertThat(here().firstReadingAt(ANNA)).isEmpty();
    add(List.of(at(0)));
    add(List.of(at(86_400 * 40)));
    add(List.of(at(-86_400 * 60)));

    assertThat(here().latestReading(ANNA)).contains(at(86_400 * 40));
    assertThat(here().firstReadingAt(ANNA)).contains(NOON.minusSeconds(86_400 * 60));
    assertThat(here().latestReading(BEN)).isEmpty();
  }

  @Test
  void shouldCountReadingsOfAllOrganisations() {
    add(List.of(at(0), at(60)));
    write(tx -> tx.addReadings(OTHER, ANNA, List.of(at(0))));

    assertThat(record.status().readings()).isEqualTo(3);
    assertThat(record.status().patients()).isEqualTo(3);
  }

  @Test
  void shouldCommitReadingsAndPositionTogetherForReaders() throws InterruptedException {
    var done = new AtomicBoolean();
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    long before = record.monitorPosition();
                    int readings = all().size();
                    long after = record.monitorPosition();
                    if (readings < before || readings > after) {
                      wrong.add(before + " <= " + readings + " <= " + after);
                    }
                  }
                });
    for (int i = 0; i < 200; i++) {
      int n = i;
      write(
          tx -> {
            tx.addReadings(DEFAULT, ANNA, List.of(at(180L * n)));
            tx.putMonitorPosition(n + 1);
          });
    }
    done.set(true);
    reader.join();

    assertThat(wrong).isEmpty();
    assertThat(all()).hasSize(200);
  }

  private static StoredReading at(long second) {
    return mgdl("w", NOON.plusSeconds(second), 100 + Math.floorMod(second, 97));
  }

  private OrganisationRecord here() {
    return record.in(DEFAULT);
  }

  private List<StoredReading> all() {
    return here().readings(ANNA, Instant.MIN, Instant.MAX);
  }

  private void add(List<StoredReading> readings) {
    write(tx -> tx.addReadings(DEFAULT, ANNA, readings));
  }

  private void write(Consumer<RecordTransaction> work) {
    record.write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }
}
