package io.efollowup.portal.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A patient's page judges by the patient's own targets. */
class FiguresTest {
  private static final Instant FIRST = Instant.parse("2026-05-01T00:00:00Z");

  /** Fourteen days at 9.0 mmol/L: in target for most adults, above it in pregnancy. */
  private static Figures figures(TargetLimits targets) {
    Patient patient =
        new Patient(
            new PatientId("P-7K3FQ2"),
            DiabetesType.TYPE_1,
            OptionalInt.empty(),
            ZoneOffset.UTC,
            GlucoseUnit.MMOL_L,
            targets,
            FIRST);
    var trace = new GlucoseTrace.Builder();
    for (int i = 0; i < 14 * 288; i++) {
      var value = new GlucoseValue.Measured(Glucose.mmol(9 + i % 2 * 0.1));
      trace.add(FIRST.getEpochSecond() + 300L * i, value);
    }
    return new Figures(Words.in(Locale.ENGLISH), GlucoseUnit.MMOL_L, patient, trace.build(), 14);
  }

  private static List<String> goals(Figures figures) {
    return figures.ranges().lines().stream().map(RangesView.Line::goal).toList();
  }

  private static List<Boolean> met(Figures figures) {
    return figures.ranges().lines().stream().map(RangesView.Line::met).toList();
  }

  @Test
  void shouldJudgeMostAdultsByTheGoalsOfAdults() {
    Figures figures = figures(TargetLimits.ADULT);

    assertThat(goals(figures))
        .containsExactly("< 5 %", "< 25 % in all", "> 70 %", "< 4 % in all", "< 1 %");
    assertThat(met(figures)).containsOnly(true);
    assertThat(figures.keyFigures())
        .extracting(FigureView::goal)
        .containsExactly("< 8.6", "< 7 %", "≤ 36 %", "≥ 70 %");
    assertThat(figures.keyFigures().getFirst().met()).isFalse();
  }

  @Test
  void shouldJudgeOlderPeopleByTheirGoalsThoughTheyShareTheLimits() {
    Figures figures = figures(TargetLimits.of(TargetGroup.OLDER));

    assertThat(goals(figures))
        .containsExactly("< 10 %", "< 50 % in all", "> 50 %", "< 1 % in all", "");
    assertThat(figures.ranges().lines().get(1).limits())
        .isEqualTo(figures(TargetLimits.ADULT).ranges().lines().get(1).limits());
  }

  @Test
  void shouldJudgePregnancyWithType1ByItsOwnGoals() {
    Figures figures = figures(TargetLimits.of(TargetGroup.PREGNANCY));

    assertThat(goals(figures)).containsExactly("< 25 %", "> 70 %", "< 4 % in all", "< 1 %");
    assertThat(met(figures)).containsExactly(false, false, true, true);
    assertThat(figures.ranges().lines().getFirst().limits()).isEqualTo("> 7.8");
    assertThat(figures.keyFigures())
        .extracting(FigureView::goal)
        .containsExactly("", "", "", "≥ 70 %");
  }

  @Test
  void shouldClaimNoGoalsWhereNoneWereAgreed() {
    Figures gestational = figures(TargetLimits.of(TargetGroup.GESTATIONAL));
    Figures own = figures(TargetLimits.own(GlucoseUnit.MG_DL, 54, 80, 200, 300));

    assertThat(goals(gestational)).hasSize(4).containsOnly("");
    assertThat(met(gestational)).containsOnly(true);
    assertThat(goals(own)).hasSize(5).containsOnly("");
    assertThat(own.keyFigures())
        .extracting(FigureView::goal)
        .containsExactly("", "", "≤ 36 %", "≥ 70 %");
  }
}
