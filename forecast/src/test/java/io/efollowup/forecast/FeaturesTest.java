package io.efollowup.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.forecast.internal.Standardisation;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private static final TraitInputs TRAITS = new TraitInputs(List.of("a", "b"));
  private static final Features FEATURES = new Features(TRAITS, true, true);
  private static final WearerTraits WEARER = WearerTraits.UNKNOWN.withSensor("b");

  @Property(tries = 100)
  void shouldDependOnNothingAfterTheOrigin(
      @ForAll @IntRange(min = 36, max = 300) int origin,
      @ForAll @IntRange(min = 20, max = 600) int later) {
    float[] values = Synthetic.values(320, origin);
    float[] other = values.clone();
    Arrays.fill(other, origin, other.length, later);

    assertThat(FEATURES.of(WEARER, GlucoseSeries.of(0, other).before(origin)))
        .containsExactly(FEATURES.of(WEARER, GlucoseSeries.of(0, values).before(origin)));
  }

  @Test
  void shouldDependOnEachOfTheLastTwelveHours() {
    float[] values = Synthetic.values(200, 3);
    float[] before = FEATURES.of(WEARER, GlucoseSeries.of(0, values).before(200));
    for (int lag = 0; lag < 144; lag++) {
      float[] other = values.clone();
      other[199 - lag] += 20;
      assertThat(FEATURES.of(WEARER, GlucoseSeries.of(0, other).before(200)))
          .as("lag %d", lag)
          .isNotEqualTo(before);
    }
    float[] earlier = values.clone();
    earlier[55] += 20;
    assertThat(FEATURES.of(WEARER, GlucoseSeries.of(0, earlier).before(200)))
        .containsExactly(before);
  }

  @Test
  void shouldKnowTheTimeOfDayOnlyWhereAsked() {
    float[] values = Synthetic.values(100, 3);
    Features timeless = new Features(TRAITS, false, false);

    assertThat(FEATURES.of(WEARER, GlucoseSeries.of(360, values).before(100)))
        .isNotEqualTo(FEATURES.of(WEARER, GlucoseSeries.of(0, values).before(100)));
    assertThat(timeless.of(WEARER, GlucoseSeries.of(360, values).before(100)))
        .containsExactly(timeless.of(WEARER, GlucoseSeries.of(0, values).before(100)));
  }

  @Test
  void shouldHaveTheChangesFromPointToPointAfterAllElseTheNewestFirst() {
    float[] values = Synthetic.values(100, 3);
    float[] inputs = FEATURES.of(WEARER, GlucoseSeries.of(0, values).before(100));

    assertThat(inputs).hasSize(FEATURES.inputs() + 35);
    for (int lag = 0; lag < 35; lag++) {
      assertThat(inputs[FEATURES.inputs() + lag])
          .isEqualTo((values[99 - lag] - values[98 - lag]) / 10);
    }
    assertThat(
            new Features(TRAITS, true, false).of(WEARER, GlucoseSeries.of(0, values).before(100)))
        .containsExactly(Arrays.copyOf(inputs, FEATURES.inputs()));
  }

  @Test
  void shouldStandardiseByTrainingCasesAlone() {
    float[][] cases = {{0, 5}, {4, 5}};
    Standardisation standard = Standardisation.of(cases);

    assertThat(standard.apply(new float[] {4, 5})).containsExactly(1, 0);
    assertThat(standard.apply(new float[] {400, 7})).containsExactly(8, 0);
  }

  @Test
  void shouldTellKnownTraitsApartAndTakeAnUnknownSensorAsNone() {
    History history = Synthetic.series(100, 3).before(100);
    float[] unknown = FEATURES.of(WearerTraits.UNKNOWN, history);

    assertThat(FEATURES.of(WEARER, history)).isNotEqualTo(unknown);
    assertThat(FEATURES.of(WearerTraits.UNKNOWN.withSensor("never seen"), history))
        .containsExactly(unknown);
  }
}
