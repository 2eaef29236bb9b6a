package io.efollowup.testkit.record;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.record.Account;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.Assignment;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import io.efollowup.record.Signature;
import io.efollowup.record.StoredReading;
import io.efollowup.record.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;

/** Small, believable things to put into a record. */
public final class RecordSamples {
  /** A moment all samples are near. */
  public static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");

  /** Half of the world away from {@link OrganisationId#DEFAULT}. */
  public static final OrganisationId OTHER = new OrganisationId("other-clinic");

  public static final PatientId ANNA = new PatientId("P-ANNA01");
  public static final PatientId BEN = new PatientId("P-BEN001");

  private RecordSamples() {}

  public static Patient patient(PatientId id) {
    return new Patient(
        id,
        DiabetesType.TYPE_2,
        OptionalInt.of(1970),
        ZoneId.of("Asia/Shanghai"),
        GlucoseUnit.MMOL_L,
        TargetLimits.ADULT,
        NOON.minus(Duration.ofDays(30)));
  }

  /** A reading in mg/dL, received at once. */
  public static StoredReading mgdl(String session, Instant at, double value) {
    return stored(session, at, new GlucoseValue.Measured(Glucose.mgdl(value)));
  }

  /** A reading of this value, received at once. */
  public static StoredReading stored(String session, Instant at, GlucoseValue value) {
    var reading = new GlucoseReading(at, ZoneOffset.ofHours(8), value, OptionalDouble.empty());
    return new StoredReading(session, reading, at);
  }

  /** Days of readings every 3 minutes in mmol/L as a sensor sends them, trends included. */
  public static List<StoredReading> wear(String session, Instant from, int days, long seed) {
    var random = new Random(seed);
    List<StoredReading> readings = new ArrayList<>();
    double level = 7;
    double trend = 0;
    for (int i = 0; i < days * 480; i++) {
      trend = 0.9 * trend + 0.01 * random.nextGaussian() + 0.0015 * (7.5 - level);
      level = Math.clamp(level + 3 * trend, 2.5, 22);
      Instant at = from.plusSeconds(180L * i);
      var reading =
          new GlucoseReading(
              at,
              ZoneOffset.ofHours(8),
              new GlucoseValue.Measured(Glucose.mmol(Math.round(level * 10) / 10.0)),
              OptionalDouble.of(Math.round(trend * 100) / 100.0));
      readings.add(new StoredReading(session, reading, at.plusSeconds(2 + random.nextInt(6))));
    }
    return readings;
  }

  public static Assignment assigned(String device, PatientId patient, Instant from) {
    return new Assignment(OrganisationId.DEFAULT, device, patient, from, Optional.empty());
  }

  public static Assignment assignedUntil(
      String device, PatientId patient, Instant from, Instant to) {
    return new Assignment(OrganisationId.DEFAULT, device, patient, from, Optional.of(to));
  }

  /** An active alarm about a value. */
  public static Alarm alarm(PatientId patient, AlarmKind kind, Instant since) {
    return new Alarm(
        patient,
        kind,
        since,
        since.plusMillis(1_500),
        Optional.of(new GlucoseValue.Measured(Glucose.mmol(3.2))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Summary summary(PatientId patient, Summary.Span span, Instant start, double sum) {
    return new Summary(
        patient,
        span,
        start,
        2,
        sum,
        sum * sum / 2,
        sum / 2 - 1,
        sum / 2 + 1,
        List.of(0, 1, 1, 0, 0));
  }

  /** An HbA1c entered by a doctor. */
  public static LaboratoryEntry laboratory(long id, Instant at, double percent) {
    return new LaboratoryEntry(
        new UUID(1, id),
        at,
        GlycatedHaemoglobin.percent(percent),
        "laboratory-marker",
        new Signature(at.plusSeconds(3600), "dr.li"),
        Optional.empty());
  }

  /** A goal set by a doctor. */
  public static GoalEntry goal(long id, Instant setAt, GoalMeasure measure, double value) {
    return new GoalEntry(
        new UUID(2, id),
        measure,
        value,
        Optional.of(LocalDate.of(2026, 9, 30)),
        new Signature(setAt, "goal-marker"),
        Optional.empty());
  }

  public static Account account(OrganisationId organisation, String name) {
    return new Account(
        organisation,
        name,
        Role.DOCTOR,
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
        Optional.empty(),
        "zh",
        false,
        0,
        Optional.empty(),
        NOON);
  }
}
