package io.efollowup.portal;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.portal.SyntheticClinic.Life;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Shows the pages with people who do not exist: run it and open the address it prints. */
public final class PortalPreview {
  private static final GlucoseUnit MMOL = GlucoseUnit.MMOL_L;

  private PortalPreview() {}

  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0;
    RunningPortal portal = new RunningPortal(InstantSource.system(), port);
    fill(portal, Instant.now());
    System.out.println(portal.address() + "  doctor  " + SyntheticClinic.PASSWORD);
    Thread.currentThread().join();
  }

  static void fill(RunningPortal portal, Instant now) {
    SyntheticClinic clinic = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
    Duration fresh = Duration.ofMinutes(2);
    add(
        clinic,
        "P-7K3FQ2",
        DiabetesType.TYPE_2,
        1972,
        new Life(126, 42, 7, 3, 16, 64, 1.2, 50, fresh),
        now,
        1);
    add(
        clinic,
        "P-2M9QX4",
        DiabetesType.TYPE_1,
        1995,
        new Life(176, 72, 12, 5, 90, 0, 5, 288, Duration.ofMinutes(4)),
        now,
        2);
    add(
        clinic,
        "P-9D1CB7",
        DiabetesType.TYPE_2,
        1959,
        new Life(132, 34, 5, 5, 20, 0, 1, 128, Duration.ofMinutes(193)),
        now,
        3);
    add(
        clinic,
        "P-4T8WN1",
        DiabetesType.TYPE_1,
        2001,
        new Life(120, 44, 6, 5, 20, 62, 2, 110, fresh),
        now,
        4);
    add(
        clinic,
        "P-6H2RZ9",
        DiabetesType.TYPE_2,
        1966,
        new Life(205, 48, 8, 5, 20, 0, 4, 214, fresh),
        now,
        5);
    PatientId calm =
        clinic.patient(
            "P-3V5YK8",
            DiabetesType.GESTATIONAL,
            1993,
            MMOL,
            TargetLimits.of(TargetGroup.GESTATIONAL));
    clinic.live(calm, Life.calm(14), MMOL, now, 6);
    PatientId high =
        clinic.patient(
            "P-2B6LT5", DiabetesType.TYPE_1, 1991, MMOL, TargetLimits.of(TargetGroup.PREGNANCY));
    clinic.live(high, new Life(130, 52, 7, 5, 15, 40, 3, 268, fresh), MMOL, now, 11);
    clinic.alarm(high, AlarmKind.URGENT_HIGH, now.minusSeconds(1_800), Optional.empty());
    add(
        clinic,
        "P-8B4LM3",
        DiabetesType.TYPE_2,
        1981,
        new Life(112, 30, 4, 3, 14, 0, 2, 121, fresh),
        now,
        7);
    add(
        clinic,
        "P-5X7JD6",
        DiabetesType.TYPE_2,
        1950,
        new Life(148, 60, 9, 15, 30, 0, 2, 152, Duration.ofMinutes(9)),
        now,
        8);
    add(clinic, "P-1C6GS5", DiabetesType.NONE, 1988, Life.calm(2), now, 9);
    add(
        clinic,
        "P-0Z9TP4",
        DiabetesType.TYPE_1,
        1979,
        new Life(140, 60, 8, 5, 12, 0, 2, 130, Duration.ofDays(6)),
        now,
        10);
    clinic.patient("P-7Y1HE0", DiabetesType.UNKNOWN, 1990, MMOL);
    PatientId low = new PatientId("P-7K3FQ2");
    clinic.events(low, now, 14);
    clinic.alarm(low, AlarmKind.URGENT_LOW, now.minusSeconds(900), Optional.empty());
    clinic.alarm(
        low, AlarmKind.HIGH, now.minusSeconds(90_000), Optional.of(now.minusSeconds(84_000)));
    clinic.alarm(
        new PatientId("P-2M9QX4"),
        AlarmKind.URGENT_HIGH,
        now.minusSeconds(5_400),
        Optional.empty());
    clinic.alarm(
        new PatientId("P-9D1CB7"),
        AlarmKind.SIGNAL_LOSS,
        now.minusSeconds(10_000),
        Optional.empty());
    clinic.account("doctor", Role.DOCTOR, "en", Optional.empty());
    clinic.account("operator", Role.OPERATOR, "en", Optional.empty());
    clinic.account("patient", Role.PATIENT, "zh", Optional.of(low));
    SyntheticClinic empty = new SyntheticClinic(portal.record, new OrganisationId("new-clinic"));
    empty.account("newcomer", Role.DOCTOR, "en", Optional.empty());
  }

  private static void add(
      SyntheticClinic clinic,
      String id,
      DiabetesType type,
      int birthYear,
      Life life,
      Instant now,
      long seed) {
    PatientId patient = clinic.patient(id, type, birthYear, MMOL);
    clinic.live(patient, life, MMOL, now, seed);
  }
}
