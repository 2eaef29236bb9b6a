package io.efollowup.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.forecast.internal.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmallNetsTest {
  private static final Wearer KNOWN = new Wearer(0, 0, WearerTraits.UNKNOWN.withSensor("a"));
  private static final Wearer STRANGER = new Wearer(0, 0);
  private static final List<SubjectSeries> PARTS =
      List.of(new SubjectSeries(KNOWN, Synthetic.series(900, 1)));
  private static final History HISTORY = Synthetic.series(200, 9).before(200);
  private static final SmallNets.Nets NETS =
      new SmallNets().train(new TrainingData(PARTS, 1), 36, 5);

  @Test
  void shouldLetTheCloseNetSayMoreTheMoreThereWasToLearnFrom() {
    double windows = Window.all(PARTS, 36, 1).size();

    assertThat(NETS.heads(KNOWN, HISTORY).mean())
        .containsExactly(mixed(KNOWN, windows / (windows + 10_000)).mean(), within(1e-9));
    assertThat(mixed(KNOWN, 0).mean()).isNotEqualTo(mixed(KNOWN, 1).mean());
  }

  @Test
  void shouldShareEquallyForAWearerOfAKindNotTrainedOn() {
    assertThat(NETS.heads(STRANGER, HISTORY).median())
        .containsExactly(mixed(STRANGER, 0.5).median(), within(1e-9));
  }

  /** What the same nets say where the close one has this share. */
  private static Heads mixed(Wearer wearer, double share) {
    Heads far = all(wearer, 0);
    Heads close = all(wearer, 1);
    return new Heads(
        mixed(far.mean(), close.mean(), share), mixed(far.median(), close.median(), share));
  }

  private static double[] mixed(double[] far, double[] close, double share) {
    double[] mixed = new double[far.length];
    for (int step = 0; step < mixed.length; step++) {
      mixed[step] = (1 - share) * far[step] + share * close[step];
    }
    return mixed;
  }

  private static Heads all(Wearer wearer, double close) {
    return new SmallNets.Nets(NETS.close(), NETS.plain(), Map.of(wearer.traits(), close))
        .heads(wearer, HISTORY);
  }
}
