package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.forecast.ForecastStep;
import io.efollowup.forecast.ForecastStep.Interval;
import io.efollowup.forecast.GlucoseRisk;
import io.efollowup.forecast.NoPrognosis;
import io.efollowup.forecast.Outlook;
import io.efollowup.forecast.Prognosis;
import io.efollowup.forecast.RecentGlucose;
import io.efollowup.forecast.WearerProfile;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a trained model says, and that it keeps to what it promises. */
class OutlookModelTest {
  private static final OutlookModel MODEL = People.trained().model();
  private static final GlucoseTrace TRACE = People.trace(400, 5, 77);
  private static final long LAST = TRACE.epochSecond(TRACE.size() - 1);

  private static OffsetDateTime at(long second) {
    return Instant.ofEpochSecond(second).atOffset(ZoneOffset.ofHours(8));
  }

  private static Outlook outlook(GlucoseTrace trace, long second) {
    return MODEL.outlook(new RecentGlucose(trace, at(second), WearerProfile.UNKNOWN));
  }

  private static Prognosis prognosis(GlucoseTrace trace, long second) {
    return (Prognosis) outlook(trace, second);
  }

  private static GlucoseTrace upTo(long second) {
    return TRACE.between(Instant.EPOCH, Instant.ofEpochSecond(second + 1));
  }

  @Test
  void shouldGiveTwoHoursOfOrderedIntervals() {
    for (int i = 50; i < TRACE.size(); i += 7) {
      Prognosis prognosis = prognosis(TRACE, TRACE.epochSecond(i));

      assertThat(prognosis.steps()).hasSize(24);
      assertThat(prognosis.at(120).minutes()).isEqualTo(120);
      for (ForecastStep step : prognosis.steps()) {
        assertThat(step.quantilesMgdl()).isSorted();
        assertThat(step.quantilesMgdl()).allMatch(mgdl -> mgdl >= 20 && mgdl <= 600);
      }
    }
  }

  @Test
  void shouldSeeNothingOfWhatCameLater() {
    for (int i = 60; i < TRACE.size(); i += 31) {
      long second = TRACE.epochSecond(i);

      assertThat(outlook(TRACE, second)).isEqualTo(outlook(upTo(second), second));
    }
  }

  @Test
  void shouldWidenAsTheLastReadingAges() {
    for (int i = 60; i < TRACE.size(); i += 31) {
      long second = TRACE.epochSecond(i);
      GlucoseTrace history = upTo(second);
      Prognosis before = prognosis(history, second);
      for (int minutes = 1; minutes <= 30; minutes++) {
        Prognosis later = prognosis(history, second + 60L * minutes);
        for (int step = 0; step < Prognosis.STEPS; step++) {
          assertThat(later.steps().get(step).central80().width())
              .isGreaterThanOrEqualTo(before.steps().get(step).central80().width() - 1e-4);
        }
        before = later;
      }
    }
  }

  @Test
  void shouldBeSurerOfTheNearThanOfTheFar() {
    Prognosis prognosis = prognosis(TRACE, LAST);

    for (int step = 1; step < Prognosis.STEPS; step++) {
      assertThat(prognosis.steps().get(step).central95().width())
          .isGreaterThanOrEqualTo(prognosis.steps().get(step - 1).central95().width() - 1e-4);
    }
  }

  @Test
  void shouldNarrowOnlyWhereAnEndIsHeldAtABound() {
    long held = 0;
    for (double perPoint : new double[] {-9, 9, 35}) {
      GlucoseTrace trace = line(perPoint, perPoint < 0 ? 45 : 560);
      long second = People.BEGIN + 60L * 60;
      for (int minutes = 0; minutes < 30; minutes += 3) {
        Prognosis prognosis = prognosis(trace, second + 60L * minutes);
        Prognosis later = prognosis(trace, second + 60L * minutes + 60);
        for (int step = 0; step < Prognosis.STEPS; step++) {
          ForecastStep one = prognosis.steps().get(step);
          held += intervals(one).stream().filter(OutlookModelTest::isHeld).count();
          assertNotNarrower(one, later.steps().get(step));
          if (step > 0) {
            assertNotNarrower(prognosis.steps().get(step - 1), one);
          }
        }
      }
    }

    assertThat(held).isPositive();
  }

  private static List<Interval> intervals(ForecastStep step) {
    return List.of(step.central50(), step.central80(), step.central95());
  }

  private static boolean isHeld(Interval interval) {
    return interval.lowMgdl() == 20 || interval.highMgdl() == 600;
  }

  private static void assertNotNarrower(ForecastStep before, ForecastStep after) {
    for (int i = 0; i < 3; i++) {
      Interval interval = intervals(after).get(i);
      if (!isHeld(interval)) {
        assertThat(interval.width())
            .isGreaterThanOrEqualTo(intervals(before).get(i).width() - 1e-4);
      }
    }
  }

  @Test
  void shouldNeverTakeARiskForLessInALongerTime() {
    SplittableRandom random = new SplittableRandom(8);
    for (int draw = 0; draw < 2000; draw++) {
      double[] knots = random.doubles(Heads.RISK_MINUTES.length).sorted().toArray();
      // Equal ones, as where the net's own fall.
      knots[2] = knots[1];
      knots[3] = knots[1];
      double before = 0;
      for (double minutes = 15; minutes <= 150; minutes += 2.5) {
        double risk = OutlookModel.at(knots, minutes);

        assertThat(risk).isBetween(before, 1.0);
        before = risk;
      }
    }
  }

  @Test
  void shouldGiveRisksThatFitTogether() {
    for (int i = 50; i < TRACE.size(); i += 7) {
      Prognosis prognosis = prognosis(TRACE, TRACE.epochSecond(i));
      for (GlucoseRisk.Limit limit : GlucoseRisk.Limit.values()) {
        assertThat(
                List.of(
                    prognosis.risk(limit, 30),
                    prognosis.risk(limit, 60),
                    prognosis.risk(limit, 120)))
            .isSorted();
      }
      for (int minutes : GlucoseRisk.HORIZONS_MINUTES) {
        assertThat(prognosis.risk(GlucoseRisk.Limit.BELOW_54, minutes))
            .isLessThanOrEqualTo(prognosis.risk(GlucoseRisk.Limit.BELOW_70, minutes));
        assertThat(prognosis.risk(GlucoseRisk.Limit.ABOVE_250, minutes))
            .isLessThanOrEqualTo(prognosis.risk(GlucoseRisk.Limit.ABOVE_180, minutes));
      }
    }
  }

  @Test
  void shouldLearnFromTheDirection() {
    GlucoseTrace rising = line(3);
    GlucoseTrace falling = line(-3);
    long last = People.BEGIN + 60L * 60;

    assertThat(prognosis(rising, last).at(30).medianMgdl())
        .isGreaterThan(prognosis(falling, last).at(30).medianMgdl() + 20);
    assertThat(prognosis(rising, last).risk(GlucoseRisk.Limit.ABOVE_180, 60))
        .isGreaterThan(prognosis(falling, last).risk(GlucoseRisk.Limit.ABOVE_180, 60));
  }

  private static GlucoseTrace line(double perPoint) {
    return line(perPoint, 150);
  }

  /** An hour that ends at a value. */
  private static GlucoseTrace line(double perPoint, double end) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    IntStream.rangeClosed(0, 12)
        .forEach(
            i ->
                builder.add(
                    People.BEGIN + 300L * i,
                    new GlucoseValue.Measured(Glucose.mgdl(end - perPoint * (12 - i)))));
    return builder.build();
  }

  @Test
  void shouldTakeEitherUnitAndAnOutOfRangeReading() {
    GlucoseTrace.Builder mmol = new GlucoseTrace.Builder();
    GlucoseTrace.Builder low = new GlucoseTrace.Builder();
    GlucoseTrace history = upTo(LAST);
    for (int i = 0; i < history.size(); i++) {
      mmol.add(
          history.epochSecond(i),
          new GlucoseValue.Measured(Glucose.mmol(Glucose.mgdl(history.mgdl(i)).mmol())));
      low.add(
          history.epochSecond(i),
          i < history.size() - 1 ? history.value(i) : GlucoseValue.OutOfRange.LOW);
    }

    assertThat(prognosis(mmol.build(), LAST).at(60).medianMgdl())
        .isCloseTo(prognosis(history, LAST).at(60).medianMgdl(), within(0.01));
    assertThat(prognosis(low.build(), LAST).at(5).medianMgdl()).isLessThan(120);
  }

  @Test
  void shouldRefuseWithASentence() {
    Outlook old = outlook(upTo(LAST), LAST + 31 * 60);

    assertThat(old).isInstanceOf(NoPrognosis.class);
    assertThat(((NoPrognosis) old).sentence())
        .isEqualTo(
            "too little to go on: the last reading is 31 minutes old; the oldest to forecast from"
                + " is 30");
    assertThat(outlook(GlucoseTrace.EMPTY, LAST)).isInstanceOf(NoPrognosis.class);
    assertThat(outlook(TRACE, People.BEGIN - 1)).isInstanceOf(NoPrognosis.class);
    assertThat(outlook(TRACE, LAST + 100 * 3600)).isInstanceOf(NoPrognosis.class);
  }
}
