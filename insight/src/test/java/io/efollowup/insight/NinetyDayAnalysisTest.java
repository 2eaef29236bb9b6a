package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class NinetyDayAnalysisTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final DayRange PERIOD = new DayRange(FIRST, 90);

  @Test
  void shouldCutThePeriodIntoThirteenWeeksThatEndWithIt() {
    NinetyDayAnalysis analysis = analyse(trace(0, 90, day -> 140, day -> true), List.of());
    assertThat(analysis.weeks()).hasSize(13);
    assertThat(analysis.weeks().getFirst().days()).isEqualTo(new DayRange(FIRST, 6));
    assertThat(analysis.weeks().getLast().days().lastDay()).isEqualTo(PERIOD.lastDay());
    assertThat(analysis.weeks()).allSatisfy(week -> assertThat(week.isEnough()).isTrue());
    assertThat(analysis.figures().mean().orElseThrow()).isCloseTo(140, within(1e-9));
    assertThat(analysis.rolling()).hasSize(90);
    assertThat(analysis.rolling().get(12).mean14()).isPresent();
    assertThat(analysis.rolling().get(8).mean14()).isEmpty();
    assertThat(analysis.rolling().get(89).mean90()).isPresent();
    assertThat(analysis.before().shares().total()).isZero();
  }

  @Test
  void shouldCompareWithTheDaysBefore() {
    NinetyDayAnalysis analysis =
        analyse(trace(-90, 180, day -> day < 90 ? 180 : 140, day -> true), List.of());
    assertThat(analysis.before().mean().orElseThrow()).isCloseTo(180, within(1e-9));
    assertThat(analysis.before().days()).isEqualTo(new DayRange(FIRST.minusDays(90), 90));
    assertThat(analysis.figures().mean().orElseThrow()).isCloseTo(140, within(1e-9));
  }

  @Test
  void shouldTellTheGapBetweenLaboratoryAndGlucose() {
    GlucoseTrace trace = trace(0, 90, day -> 150, day -> true);
    LaboratoryValue higher = laboratory(80, 7.8);
    LaboratoryValue alike = laboratory(60, 6.9);
    LaboratoryValue early = laboratory(3, 6.9);
    LaboratoryValue late = laboratory(95, 6.9);
    NinetyDayAnalysis analysis =
        NinetyDayAnalysis.of(
            trace, ZONE, Targets.ADULT, PERIOD, List.of(higher, late, alike, early), List.of());
    assertThat(analysis.laboratory()).containsExactly(early, alike, higher);
    assertThat(analysis.gaps())
        .extracting(GlycationGap::meaning)
        .containsExactly(
            GlycationGap.Meaning.UNKNOWN,
            GlycationGap.Meaning.AGREE,
            GlycationGap.Meaning.LABORATORY_HIGHER);
    assertThat(analysis.gaps().getLast().points().orElseThrow())
        .isCloseTo(7.8 - GlucoseEstimates.gmi(150), within(1e-9));
  }

  /** From 210 to 151 mg/dL over the period, 4.6 a week; the time in target rises with it. */
  private static GlucoseTrace falling() {
    Random random = new Random(1);
    return trace(0, 90, day -> 210 - day * 0.66 + 8 * random.nextGaussian(), day -> true);
  }

  @Test
  void shouldTellHowGoalsStand() {
    NinetyDayAnalysis analysis =
        NinetyDayAnalysis.of(
            falling(),
            ZONE,
            Targets.ADULT,
            PERIOD,
            List.of(laboratory(1, 8.6)),
            List.of(
                new PersonalGoal(GoalMeasure.MEAN, 190),
                new PersonalGoal(GoalMeasure.MEAN, 130),
                new PersonalGoal(GoalMeasure.MEAN, 40),
                new PersonalGoal(GoalMeasure.HBA1C, 5),
                new PersonalGoal(GoalMeasure.HBA1C, 9)));
    assertThat(analysis.goals())
        .extracting(GoalProgress::status)
        .containsExactly(
            GoalProgress.Status.REACHED,
            GoalProgress.Status.ON_TRACK,
            GoalProgress.Status.NOT_ON_TRACK,
            GoalProgress.Status.NOT_ON_TRACK,
            GoalProgress.Status.REACHED);
  }

  @Test
  void shouldHoldAGoalAgainstItsOwnDate() {
    LocalDate end = PERIOD.lastDay();
    PersonalGoal mean = new PersonalGoal(GoalMeasure.MEAN, 130);
    PersonalGoal a1c = new PersonalGoal(GoalMeasure.HBA1C, 7);
    NinetyDayAnalysis analysis =
        NinetyDayAnalysis.of(
            falling(),
            ZONE,
            Targets.ADULT,
            PERIOD,
            List.of(laboratory(80, 8.0)),
            List.of(
                mean.by(end.plusWeeks(2)),
                mean.by(end.plusWeeks(8)),
                mean.by(end.plusYears(1)),
                mean.by(end),
                new PersonalGoal(GoalMeasure.MEAN, 190).by(end.minusDays(3)),
                a1c.by(end.plusDays(1)),
                a1c.by(end)));

    assertThat(analysis.goals())
        .extracting(GoalProgress::status)
        .containsExactly(
            GoalProgress.Status.NOT_ON_TRACK,
            GoalProgress.Status.ON_TRACK,
            GoalProgress.Status.ON_TRACK,
            GoalProgress.Status.MISSED,
            GoalProgress.Status.REACHED,
            GoalProgress.Status.NOT_ON_TRACK,
            GoalProgress.Status.MISSED);
    assertThat(analysis.goals())
        .extracting(GoalProgress::weeksAhead)
        .containsExactly(2, 8, 13, 0, 0, 1, 0);
  }

  @Test
  void shouldNotTellOfAPassedDateWithoutAValueOfThatTime() {
    LocalDate end = PERIOD.lastDay();
    List<PersonalGoal> goals = List.of(new PersonalGoal(GoalMeasure.HBA1C, 7).by(end));
    GlucoseTrace trace = trace(0, 90, day -> 150, day -> true);

    for (List<LaboratoryValue> values :
        List.of(List.<LaboratoryValue>of(), List.of(laboratory(1, 8.0)))) {
      NinetyDayAnalysis analysis =
          NinetyDayAnalysis.of(trace, ZONE, Targets.ADULT, PERIOD, values, goals);

      assertThat(analysis.goals().getFirst().status()).isEqualTo(GoalProgress.Status.CANNOT_TELL);
      assertThat(analysis.goals().getFirst().probability()).isEmpty();
    }
  }

  @Test
  void shouldTakeAGoalOfHbA1cForReachedWhereBothAreShownAlike() {
    Instant at = FIRST.plusDays(80).atTime(8, 0).atZone(ZONE).toInstant();
    NinetyDayAnalysis analysis =
        NinetyDayAnalysis.of(
            trace(0, 90, day -> 150, day -> true),
            ZONE,
            Targets.ADULT,
            PERIOD,
            List.of(new LaboratoryValue(at, GlycatedHaemoglobin.mmolPerMol(53))),
            List.of(new PersonalGoal(GoalMeasure.HBA1C, 7)));
    assertThat(analysis.goals().getFirst().status()).isEqualTo(GoalProgress.Status.REACHED);
  }

  @Test
  void shouldNotTellATrendFromNoise() {
    Random random = new Random(9);
    double[] weekly = random.doubles(14, 120, 200).toArray();
    NinetyDayAnalysis analysis =
        NinetyDayAnalysis.of(
            trace(0, 90, day -> weekly[day / 7], day -> true),
            ZONE,
            Targets.ADULT,
            PERIOD,
            List.of(),
            List.of(new PersonalGoal(GoalMeasure.MEAN, 110)));
    assertThat(analysis.goals().getFirst().status()).isEqualTo(GoalProgress.Status.CANNOT_TELL);
  }

  @Test
  void shouldStandGapsShortWearsAndNothing() {
    List<PersonalGoal> goals =
        List.of(
            new PersonalGoal(GoalMeasure.TIME_IN_TARGET, 70),
            new PersonalGoal(GoalMeasure.HBA1C, 7));
    NinetyDayAnalysis nothing =
        NinetyDayAnalysis.of(GlucoseTrace.EMPTY, ZONE, Targets.ADULT, PERIOD, List.of(), goals);
    assertThat(nothing.outlook()).isEmpty();
    assertThat(nothing.goals())
        .allSatisfy(goal -> assertThat(goal.status()).isEqualTo(GoalProgress.Status.CANNOT_TELL));
    NinetyDayAnalysis onlyLaboratory =
        NinetyDayAnalysis.of(
            GlucoseTrace.EMPTY, ZONE, Targets.ADULT, PERIOD, List.of(laboratory(80, 7.2)), goals);
    assertThat(onlyLaboratory.now().orElseThrow().mean()).isCloseTo(7.2, within(0.3));
    NinetyDayAnalysis wears =
        NinetyDayAnalysis.of(
            trace(0, 90, day -> 140, day -> day % 30 < 7),
            ZONE,
            Targets.ADULT,
            PERIOD,
            List.of(),
            goals);
    assertThat(wears.figures().isEnough()).isFalse();
    assertThat(wears.outlook()).isEmpty();
    NinetyDayAnalysis wearsAndLaboratory =
        NinetyDayAnalysis.of(
            trace(0, 90, day -> 140, day -> day % 30 < 7),
            ZONE,
            Targets.ADULT,
            PERIOD,
            List.of(laboratory(2, 7.4)),
            goals);
    assertThat(wearsAndLaboratory.outlook()).hasSize(14);
    assertThat(wears.personal()).isTrue();
    assertThat(wears.goals().getFirst().status()).isEqualTo(GoalProgress.Status.CANNOT_TELL);
  }

  @Test
  void shouldWeighSensorsOfDifferentCadencesAlike() {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    long start = PERIOD.start(ZONE).getEpochSecond();
    for (int day = 0; day < 90; day++) {
      int minutes = day < 45 ? 15 : 1;
      double mgdl = day < 45 ? 100 : 200;
      for (int minute = 0; minute < 1440; minute += minutes) {
        builder.add(
            start + 86_400L * day + 60L * minute, new GlucoseValue.Measured(Glucose.mgdl(mgdl)));
      }
    }
    NinetyDayAnalysis analysis = analyse(builder.build(), List.of());
    assertThat(analysis.figures().coveragePercent()).isCloseTo(100, within(1e-9));
    assertThat(analysis.figures().mean().orElseThrow()).isCloseTo(150, within(1e-9));
    assertThat(analysis.weeks().getFirst().isEnough()).isTrue();
  }

  @Test
  void shouldCountOutOfRangeReadingsInRangesButNotInMeans() {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    long start = PERIOD.start(ZONE).getEpochSecond();
    for (int i = 0; i < 90 * 96; i++) {
      builder.add(
          start + 900L * i,
          i % 4 == 0 ? GlucoseValue.OutOfRange.LOW : new GlucoseValue.Measured(Glucose.mgdl(120)));
    }
    NinetyDayAnalysis analysis = analyse(builder.build(), List.of());
    assertThat(analysis.figures().mean().orElseThrow()).isCloseTo(120, within(1e-9));
    assertThat(GoalReview.figure(analysis.figures(), GoalMeasure.TIME_VERY_LOW)).hasValue(25);
    assertThat(analysis.figures().coveragePercent()).isEqualTo(100);
  }

  private static NinetyDayAnalysis analyse(GlucoseTrace trace, List<LaboratoryValue> laboratory) {
    return NinetyDayAnalysis.of(trace, ZONE, Targets.ADULT, PERIOD, laboratory, List.of());
  }

  private static LaboratoryValue laboratory(int day, double percent) {
    Instant at = FIRST.plusDays(day).atTime(8, 0).atZone(ZONE).toInstant();
    return new LaboratoryValue(at, GlycatedHaemoglobin.percent(percent));
  }

  /** Readings every 15 minutes; {@code mean} and {@code worn} count from the first day. */
  private static GlucoseTrace trace(
      int from, int days, IntToDoubleFunction mean, IntPredicate worn) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int day = 0; day < days; day++) {
      if (!worn.test(day)) {
        continue;
      }
      long midnight = FIRST.plusDays(from + day).atStartOfDay(ZONE).toEpochSecond();
      double value = mean.applyAsDouble(day);
      for (int i = 0; i < 96; i++) {
        builder.add(midnight + 900L * i, new GlucoseValue.Measured(Glucose.mgdl(value)));
      }
    }
    return builder.build();
  }
}
