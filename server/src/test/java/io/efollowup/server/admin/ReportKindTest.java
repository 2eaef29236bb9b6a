package io.efollowup.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.LaboratoryValue;
import io.efollowup.server.admin.LongReports.Programme;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportKindTest {
  private static final Instant LAST = Instant.parse("2026-05-10T12:00:00Z");

  @Test
  void shouldCoverTheDaysThatEndWithTheLastReading() {
    GlucoseTrace trace =
        new GlucoseTrace.Builder()
            .add(LAST.minusSeconds(40 * 86_400L).getEpochSecond(), reading())
            .add(LAST.getEpochSecond(), reading())
            .build();
    assertThat(LongReports.lastDays(ReportKind.AGP, trace, ZoneOffset.UTC, Programme.NONE))
        .hasValue(new DayRange(LocalDate.of(2026, 4, 27), 14));
    assertThat(LongReports.lastDays(ReportKind.NINETY_DAY, trace, ZoneOffset.UTC, Programme.NONE))
        .hasValue(new DayRange(LocalDate.of(2026, 2, 10), 90));
    assertThat(
            LongReports.lastDays(
                ReportKind.NINETY_DAY, GlucoseTrace.EMPTY, ZoneOffset.UTC, Programme.NONE))
        .isEmpty();
  }

  @Test
  void shouldTakeInALaboratoryValueSoonAfterTheLastReading() {
    GlucoseTrace trace = new GlucoseTrace.Builder().add(LAST.getEpochSecond(), reading()).build();
    Programme soon = new Programme(List.of(laboratory(5)), List.of());
    Programme late = new Programme(List.of(laboratory(100)), List.of());
    assertThat(LongReports.lastDays(ReportKind.NINETY_DAY, trace, ZoneOffset.UTC, soon))
        .map(DayRange::lastDay)
        .hasValue(LocalDate.of(2026, 5, 15));
    assertThat(LongReports.lastDays(ReportKind.NINETY_DAY, trace, ZoneOffset.UTC, late))
        .map(DayRange::lastDay)
        .hasValue(LocalDate.of(2026, 5, 10));
  }

  @Test
  void shouldRefusePeriodsItDoesNotCover() {
    assertThat(ReportKind.AGP.period("2026-05-01", "2026-05-14"))
        .hasValue(new DayRange(LocalDate.of(2026, 5, 1), 14));
    assertThat(ReportKind.AGP.period("", "")).isEmpty();
    assertThatThrownBy(() -> ReportKind.NINETY_DAY.period("2026-05-01", "2026-05-07"))
        .isInstanceOf(AdministrationProblem.class)
        .hasMessageContaining("covers 14 to 92 days");
    assertThatThrownBy(() -> ReportKind.AGP.period("2026-05-01", ""))
        .hasMessageContaining("go together");
    assertThatThrownBy(() -> ReportKind.ofCode("weekly"))
        .hasMessageContaining("seven-day, agp, ninety-day");
  }

  private static GlucoseValue reading() {
    return new GlucoseValue.Measured(Glucose.mmol(6));
  }

  private static LaboratoryValue laboratory(int daysAfter) {
    return new LaboratoryValue(
        LAST.plusSeconds(daysAfter * 86_400L), GlycatedHaemoglobin.percent(7));
  }
}
