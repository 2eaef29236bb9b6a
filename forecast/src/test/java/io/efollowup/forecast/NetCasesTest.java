package io.efollowup.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.forecast.internal.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NetCasesTest {
  private static final WearerTraits CALM =
      new WearerTraits(
              WearerTraits.UNKNOWN.sensor(),
              OptionalInt.of(5),
              WearerTraits.UNKNOWN.rounding(),
              WearerTraits.UNKNOWN.diabetes())
          .withSensor("calm");
  private static final WearerTraits RESTLESS = WearerTraits.UNKNOWN.withSensor("restless");

  private static SubjectSeries part(WearerTraits traits, float swing) {
    float[] mgdl = Synthetic.values(3000, 1);
    for (int i = 0; i < mgdl.length; i++) {
      mgdl[i] = 140 + swing * (mgdl[i] - 140);
    }
    return new SubjectSeries(new Wearer(0, 0, traits), GlucoseSeries.of(0, mgdl));
  }

  private static NetCases cases(List<SubjectSeries> parts) {
    return NetCases.of(
        new Features(TraitInputs.of(parts), false, false), Window.all(parts, 36, 1), 3);
  }

  @Test
  void shouldLearnAPartOfTheCasesWithoutTheSensorOrAnyTrait() {
    NetCases cases = cases(List.of(part(CALM, 1)));
    int inputs = cases.x()[0].length;
    int traits = TraitInputs.of(List.of(part(CALM, 1))).size();
    List<String> known = new ArrayList<>();
    for (float[] x : cases.x()) {
      known.add(Arrays.toString(Arrays.copyOfRange(x, inputs - traits, inputs - traits + 2)));
    }

    double count = known.size();
    assertThat(known.stream().filter("[0.0, 0.0]"::equals).count() / count)
        .isCloseTo(0.15, within(0.03));
    assertThat(known.stream().filter("[0.0, 1.0]"::equals).count() / count)
        .isCloseTo(0.1, within(0.03));
    assertThat(known.stream().filter("[1.0, 1.0]"::equals).count() / count)
        .isCloseTo(0.75, within(0.03));
  }

  @Test
  void shouldWeighARestlessKindLessThanACalmOne() {
    NetCases cases = cases(List.of(part(CALM, 1), part(RESTLESS, 3)));
    int last = cases.importance().length - 1;

    assertThat((double) cases.importance()[0])
        .isCloseTo(3 * cases.importance()[last], within(1e-4));
  }
}
