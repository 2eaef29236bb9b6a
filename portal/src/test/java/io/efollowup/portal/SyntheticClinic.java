package io.efollowup.portal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.record.Account;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Passwords;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.Role;
import io.efollowup.record.RunningSummary;
import io.efollowup.record.StoredReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;

/** Fills a record with people, readings and accounts that a clinic could have. */
final class SyntheticClinic {
  static final String PASSWORD = "correct horse battery";
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final String HASH = Passwords.hash(PASSWORD.toCharArray());

  private final ClinicalRecord record;
  private final OrganisationId organisation;

  SyntheticClinic(ClinicalRecord record, OrganisationId organisation) {
    this.record = record;
    this.organisation = organisation;
  }

  /** How somebody's glucose behaves, in mg/dL and minutes. */
  record Life(
      double base,
      double swing,
      double noise,
      int minutesBetween,
      int days,
      double nightDip,
      double lastHours,
      double lastValue,
      Duration silence) {
    static Life calm(int days) {
      return new Life(118, 38, 6, 5, days, 0, 2, 118, Duration.ofMinutes(2));
    }
  }

  PatientId patient(String id, DiabetesType type, int birthYear, GlucoseUnit unit) {
    return patient(id, type, birthYear, unit, TargetLimits.ADULT);
  }

  PatientId patient(
      String id, DiabetesType type, int birthYear, GlucoseUnit unit, TargetLimits targets) {
    PatientId patient = new PatientId(id);
    record.write(
        transaction -> {
          transaction.addPatient(
              organisation,
              new Patient(
                  patient,
                  type,
                  OptionalInt.of(birthYear),
                  ZONE,
                  unit,
                  targets,
                  Instant.parse("2026-01-01T00:00:00Z")));
          return null;
        });
    return patient;
  }

  void account(String name, Role role, String language, Optional<PatientId> patient) {
    record.write(
        transaction -> {
          transaction.putAccount(
              new Account(
                  organisation,
                  name,
                  role,
                  HASH,
                  patient,
                  language,
                  false,
                  0,
                  Optional.empty(),
                  Instant.parse("2026-01-01T00:00:00Z")));
          return null;
        });
  }

  /** Readings up to now, with their summaries. */
  void live(PatientId patient, Life life, GlucoseUnit unit, Instant now, long seed) {
    List<StoredReading> readings = readings(life, unit, now.minus(life.silence()), seed);
    record.write(
        transaction -> {
          transaction.addReadings(organisation, patient, readings);
          summarise(transaction, patient, readings);
          return null;
        });
  }

  /** One more reading, as the monitor would store it. */
  void reading(PatientId patient, Instant at, GlucoseValue value) {
    StoredReading reading =
        new StoredReading(
            "session",
            new GlucoseReading(at, ZONE.getRules().getOffset(at), value, OptionalDouble.empty()),
            at.plusSeconds(2).truncatedTo(ChronoUnit.SECONDS));
    record.write(
        transaction -> {
          transaction.addReadings(organisation, patient, List.of(reading));
          return null;
        });
  }

  void alarm(PatientId patient, AlarmKind kind, Instant since, Optional<Instant> resolved) {
    GlucoseValue value =
        new GlucoseValue.Measured(Glucose.mmol(kind == AlarmKind.URGENT_LOW ? 2.8 : 14.3));
    Optional<GlucoseValue> shown =
        kind == AlarmKind.SIGNAL_LOSS ? Optional.empty() : Optional.of(value);
    record.write(
        transaction -> {
          transaction.putAlarm(
              organisation,
              new Alarm(
                  patient,
                  kind,
                  since.truncatedTo(ChronoUnit.SECONDS),
                  since.plusSeconds(3).truncatedTo(ChronoUnit.SECONDS),
                  shown,
                  resolved,
                  Optional.empty(),
                  Optional.empty()));
          return null;
        });
  }

  /** Meals, insulin and a walk of the last days. */
  void events(PatientId patient, Instant now, int days) {
    List<CareEvent> events = new ArrayList<>();
    for (int back = 0; back < days; back++) {
      ZonedDateTime day = now.atZone(ZONE).minusDays(back).truncatedTo(ChronoUnit.DAYS);
      int[] hours = {7, 12, 18};
      double[] carbs = {45, 60, 70};
      for (int i = 0; i < hours.length; i++) {
        add(events, day.plusHours(hours[i]).plusMinutes(20), now, carbs[i], 4 + i);
      }
      ZonedDateTime night = day.plusHours(22);
      if (night.toInstant().isBefore(now)) {
        events.add(
            new CareEvent.Insulin(
                UUID.randomUUID(),
                night.toInstant(),
                night.getOffset(),
                16,
                CareEvent.InsulinAction.LONG));
      }
      ZonedDateTime walk = day.plusHours(17);
      if (walk.toInstant().isBefore(now)) {
        events.add(
            new CareEvent.Exercise(
                UUID.randomUUID(),
                walk.toInstant(),
                walk.getOffset(),
                30,
                OptionalDouble.of(3.5),
                "walking"));
      }
    }
    record.write(
        transaction -> {
          transaction.addEvents(organisation, patient, events);
          return null;
        });
  }

  private static void add(
      List<CareEvent> events, ZonedDateTime at, Instant now, double carbs, double units) {
    if (!at.toInstant().isBefore(now)) {
      return;
    }
    OptionalDouble none = OptionalDouble.empty();
    events.add(
        new CareEvent.Meal(
            UUID.randomUUID(),
            at.toInstant(),
            at.getOffset(),
            OptionalDouble.of(carbs),
            none,
            none,
            none,
            List.of("rice-cooked")));
    events.add(
        new CareEvent.Insulin(
            UUID.randomUUID(),
            at.toInstant().minusSeconds(600),
            at.getOffset(),
            units,
            CareEvent.InsulinAction.RAPID));
  }

  private static List<StoredReading> readings(Life life, GlucoseUnit unit, Instant end, long seed) {
    Random random = new Random(seed);
    List<StoredReading> readings = new ArrayList<>();
    Instant at = end.minus(Duration.ofDays(life.days())).truncatedTo(ChronoUnit.SECONDS);
    double drift = 0;
    while (!at.isAfter(end)) {
      drift = 0.98 * drift + life.noise() * 0.4 * random.nextGaussian();
      ZonedDateTime local = at.atZone(ZONE);
      double hour = local.getHour() + local.getMinute() / 60.0;
      double mgdl = life.base() + life.swing() * meals(hour, local.getDayOfYear(), seed) + drift;
      mgdl -= life.nightDip() * dip(hour) * (local.getDayOfYear() % 3 == 0 ? 0.4 : 1);
      double left = Duration.between(at, end).toMinutes() / 60.0;
      if (left < life.lastHours()) {
        double weight = 1 - left / life.lastHours();
        mgdl = mgdl * (1 - weight) + life.lastValue() * weight;
      }
      boolean lost = local.getDayOfYear() % 6 == 2 && hour > 14 && hour < 16.5;
      if (!lost) {
        readings.add(stored(at, unit, mgdl));
      }
      at = at.plus(Duration.ofMinutes(life.minutesBetween()));
    }
    return readings;
  }

  private static double meals(double hour, int day, long seed) {
    double sum = 0;
    double[] times = {7.5, 12.4, 18.6};
    for (int i = 0; i < times.length; i++) {
      double size = 0.8 + 0.5 * new Random(seed * 1000 + day * 10L + i).nextDouble();
      double since = hour - times[i];
      if (since > 0 && since < 5) {
        sum += size * 2.4 * since * Math.exp(-since * 1.1);
      }
    }
    return 2 * sum - 0.35;
  }

  private static double dip(double hour) {
    return Math.exp(-Math.pow((hour - 3.2) / 1.1, 2));
  }

  private static StoredReading stored(Instant at, GlucoseUnit unit, double mgdl) {
    GlucoseValue value;
    if (mgdl < 40) {
      value = GlucoseValue.OutOfRange.LOW;
    } else if (mgdl > 400) {
      value = GlucoseValue.OutOfRange.HIGH;
    } else if (unit == GlucoseUnit.MG_DL) {
      value = new GlucoseValue.Measured(Glucose.mgdl(Math.rint(mgdl)));
    } else {
      value =
          new GlucoseValue.Measured(
              Glucose.mmol(Math.rint(10 * mgdl / GlucoseUnit.MG_DL_PER_MMOL_L) / 10));
    }
    return new StoredReading(
        "session",
        new GlucoseReading(at, ZONE.getRules().getOffset(at), value, OptionalDouble.empty()),
        at.plusSeconds(2));
  }

  private void summarise(
      RecordTransaction transaction, PatientId patient, List<StoredReading> readings) {
    Patient whose = transaction.patient(organisation, patient).orElseThrow();
    GlucoseTrace trace = GlucoseTrace.of(readings.stream().map(StoredReading::reading).toList());
    RunningSummary.all(patient, trace, whose.thresholds(), whose.zone())
        .forEach(summary -> transaction.putSummary(organisation, summary));
  }
}
