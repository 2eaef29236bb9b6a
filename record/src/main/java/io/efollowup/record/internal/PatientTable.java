package io.efollowup.record.internal;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Organisations and their patients. */
record PatientTable(Handle handle) {
  private static final String COLUMNS =
      """
      p.pseudonym, p.type, p.birth_year, p.zone, p.unit, p.targets,
      p.mgdl_very_low, p.mgdl_low, p.mgdl_high, p.mgdl_very_high,
      p.mmol_very_low, p.mmol_low, p.mmol_high, p.mmol_very_high, p.created_at
      """;

  List<OrganisationId> organisations() {
    return handle
        .createQuery("SELECT name FROM organisation ORDER BY name")
        .map((row, context) -> new OrganisationId(row.getString(1)))
        .list();
  }

  Optional<Long> organisation(OrganisationId organisation) {
    return handle
        .createQuery("SELECT number FROM organisation WHERE name = ?")
        .bind(0, organisation.value())
        .mapTo(Long.class)
        .findOne();
  }

  /** The organisation's number; an organisation begins with the first thing that belongs to it. */
  long organisationOrNew(OrganisationId organisation) {
    return organisation(organisation)
        .orElseGet(
            () -> {
              handle.execute("INSERT INTO organisation (name) VALUES (?)", organisation.value());
              return organisation(organisation).orElseThrow();
            });
  }

  Optional<PatientRow> find(Owner owner) {
    return handle
        .createQuery(
            """
            SELECT p.number, p.organisation
            FROM patient p JOIN organisation o ON o.number = p.organisation
            WHERE o.name = ? AND p.pseudonym = ?
            """)
        .bind(0, owner.organisation().value())
        .bind(1, owner.patient().value())
        .map((row, context) -> new PatientRow(row.getLong(1), row.getLong(2), owner))
        .findOne();
  }

  Optional<Patient> patient(Owner owner) {
    return known(owner).map(KnownPatient::patient);
  }

  Optional<KnownPatient> known(Owner owner) {
    return handle
        .createQuery(
            "SELECT p.number, p.organisation, "
                + COLUMNS
                + """
                FROM patient p JOIN organisation o ON o.number = p.organisation
                WHERE o.name = ? AND p.pseudonym = ?
                """)
        .bind(0, owner.organisation().value())
        .bind(1, owner.patient().value())
        .map(
            (row, context) ->
                new KnownPatient(
                    new PatientRow(row.getLong(1), row.getLong(2), owner), patient(row)))
        .findOne();
  }

  List<Patient> patients(OrganisationId organisation) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                FROM patient p JOIN organisation o ON o.number = p.organisation
                WHERE o.name = ? ORDER BY p.pseudonym
                """)
        .bind(0, organisation.value())
        .map((row, context) -> patient(row))
        .list();
  }

  void insert(long organisation, Patient patient) {
    bound(
            handle.createUpdate(
                """
                INSERT INTO patient (organisation, pseudonym, type, birth_year, zone, unit, targets,
                  mgdl_very_low, mgdl_low, mgdl_high, mgdl_very_high,
                  mmol_very_low, mmol_low, mmol_high, mmol_very_high, created_at)
                VALUES (:organisation, :pseudonym, :type, :birthYear, :zone, :unit, :targets,
                  :g1, :g2, :g3, :g4, :m1, :m2, :m3, :m4, :createdAt)
                """),
            organisation,
            patient)
        .execute();
  }

  void update(PatientRow row, Patient patient) {
    bound(
            handle.createUpdate(
                """
                UPDATE patient SET type = :type, birth_year = :birthYear, zone = :zone, unit = :unit, targets = :targets,
                  mgdl_very_low = :g1, mgdl_low = :g2, mgdl_high = :g3, mgdl_very_high = :g4,
                  mmol_very_low = :m1, mmol_low = :m2, mmol_high = :m3, mmol_very_high = :m4,
                  created_at = :createdAt
                WHERE organisation = :organisation AND pseudonym = :pseudonym
                """),
            row.organisation(),
            patient)
        .execute();
  }

  private static Update bound(Update update, long organisation, Patient patient) {
    GlucoseThresholds.Limits mgdl = patient.thresholds().mgdl();
    GlucoseThresholds.Limits mmol = patient.thresholds().mmol();
    OptionalInt birthYear = patient.birthYear();
    return update
        .bind("organisation", organisation)
        .bind("pseudonym", patient.id().value())
        .bind("type", patient.type().name())
        .bind("birthYear", birthYear.isPresent() ? birthYear.getAsInt() : null)
        .bind("zone", patient.zone().getId())
        .bind("unit", patient.unit().name())
        .bind("targets", patient.targets().group().name())
        .bind("g1", mgdl.veryLow())
        .bind("g2", mgdl.low())
        .bind("g3", mgdl.high())
        .bind("g4", mgdl.veryHigh())
        .bind("m1", mmol.veryLow())
        .bind("m2", mmol.low())
        .bind("m3", mmol.high())
        .bind("m4", mmol.veryHigh())
        .bind("createdAt", Times.exact(patient.createdAt()));
  }

  private static Patient patient(ResultSet row) throws SQLException {
    int year = row.getInt("birth_year");
    OptionalInt birthYear = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(year);
    return new Patient(
        new PatientId(row.getString("pseudonym")),
        DiabetesType.valueOf(row.getString("type")),
        birthYear,
        ZoneId.of(row.getString("zone")),
        GlucoseUnit.valueOf(row.getString("unit")),
        targets(row),
        Times.instant(row.getLong("created_at")));
  }

  private static TargetLimits targets(ResultSet row) throws SQLException {
    TargetGroup group = TargetGroup.valueOf(row.getString("targets"));
    var thresholds = new GlucoseThresholds(limits(row, "mgdl"), limits(row, "mmol"));
    // The agreed limits are shared, since there is a patient for each of many rows.
    return group.limits().filter(thresholds::equals).isPresent()
        ? TargetLimits.of(group)
        : new TargetLimits(group, thresholds);
  }

  private static GlucoseThresholds.Limits limits(ResultSet row, String unit) throws SQLException {
    return new GlucoseThresholds.Limits(
        row.getDouble(unit + "_very_low"),
        row.getDouble(unit + "_low"),
        row.getDouble(unit + "_high"),
        row.getDouble(unit + "_very_high"));
  }
}
