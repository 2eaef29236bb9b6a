package io.efollowup.record.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseThresholds.Limits;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Patient;
import io.efollowup.vault.KeyedDigest;
import io.efollowup.vault.Sealer;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.mc.SQLiteMCChacha20Config;

/** What patients of earlier versions are judged by: what they were judged by then. */
class TargetsMigrationTest {
  private static final byte[] KEY = new byte[32];
  private static final String STANDARD = "54, 70, 180, 250, 3.0, 3.9, 10.0, 13.9";
  private static final String PREGNANT = "54, 63, 140, 250, 3.0, 3.5, 7.8, 13.9";
  private static final String OTHER = "60, 75, 170, 240, 3.3, 4.2, 9.4, 13.3";
  private static final String STANDARD_IN_MGDL_ALONE = "54, 70, 180, 250, 3.0, 4.0, 10.0, 13.9";

  @TempDir Path folder;

  @BeforeEach
  void makeARecordAsVersionThreeHadIt() throws SQLException {
    Flyway.configure()
        .dataSource(
            (DataSource)
                Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (self, getConnection, none) -> connection()))
        .locations("classpath:db/record")
        .target("3")
        .loggers("slf4j")
        .load()
        .migrate();
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO organisation VALUES (1, 'default')");
      add(statement, "P-ADULT1", "TYPE_2", STANDARD);
      add(statement, "P-ADULT2", "GESTATIONAL", STANDARD);
      add(statement, "P-PREGN1", "TYPE_1", PREGNANT);
      add(statement, "P-PREGN2", "GESTATIONAL", PREGNANT);
      add(statement, "P-PREGN3", "UNKNOWN", PREGNANT);
      add(statement, "P-OWN001", "TYPE_1", OTHER);
      add(statement, "P-OWN002", "TYPE_2", STANDARD_IN_MGDL_ALONE);
    }
  }

  private Connection connection() throws SQLException {
    return new SQLiteMCChacha20Config()
        .withRawUnsaltedKey(KEY)
        .build()
        .createConnection("jdbc:sqlite:" + folder.resolve("record.db"));
  }

  private static void add(Statement statement, String id, String type, String limits)
      throws SQLException {
    statement.execute(
        """
        INSERT INTO patient (organisation, pseudonym, type, birth_year, zone, unit,
          mgdl_very_low, mgdl_low, mgdl_high, mgdl_very_high,
          mmol_very_low, mmol_low, mmol_high, mmol_very_high, created_at)
        VALUES (1, '%s', '%s', 1970, 'Asia/Shanghai', 'MMOL_L', %s, 7)
        """
            .formatted(id, type, limits));
  }

  @Test
  void shouldJudgePatientsOfEarlierVersionsAsBefore() {
    for (int opened = 0; opened < 2; opened++) {
      try (SqliteStore store = open()) {
        var patients = store.in(OrganisationId.DEFAULT).patients();
        assertThat(patients)
            .extracting(Patient::id)
            .extracting(Object::toString)
            .hasSize(7)
            .isSorted();
        assertThat(patients)
            .extracting(patient -> patient.targets().group())
            .containsExactly(
                TargetGroup.ADULT,
                TargetGroup.ADULT,
                TargetGroup.OWN,
                TargetGroup.OWN,
                TargetGroup.PREGNANCY,
                TargetGroup.GESTATIONAL,
                TargetGroup.GESTATIONAL);
        assertThat(patients.get(2).thresholds())
            .isEqualTo(
                new GlucoseThresholds(
                    new Limits(60, 75, 170, 240), new Limits(3.3, 4.2, 9.4, 13.3)));
        assertThat(patients.get(4).thresholds()).isEqualTo(GlucoseThresholds.PREGNANCY);
      }
    }
  }

  private SqliteStore open() {
    return new SqliteStore(
        folder.resolve("record.db"),
        folder.resolve("patients.db"),
        KEY,
        Sealer.withKey(KEY),
        KeyedDigest.withKey(KEY));
  }
}
