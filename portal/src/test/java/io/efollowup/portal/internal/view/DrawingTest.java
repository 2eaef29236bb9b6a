package io.efollowup.portal.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.insight.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DrawingTest {
  private static final long START = 1_780_000_000L;

  @Test
  void shouldKeepLowestHighestAndOutOfRangeReadingsWhenThinning() {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double mgdl = i == 7_777 ? 41 : i == 12_345 ? 390 : 90 + 60 * random.nextDouble();
      builder.add(START + 60L * i, new GlucoseValue.Measured(Glucose.mgdl(mgdl)));
    }
    builder.add(START + 60L * 20_000, GlucoseValue.OutOfRange.LOW);
    GlucoseTrace trace = builder.build();

    List<Integer> kept = Thinned.indexes(trace, START, START + 60L * 20_001, 500);

    assertThat(kept).contains(7_777, 12_345, 20_000).isSorted().doesNotHaveDuplicates();
    assertThat(kept).hasSizeLessThanOrEqualTo(1_001);
  }

  @Test
  void shouldBreakTheLineAtAGapAndOnlyThere() {
    GlucoseTrace trace = trace(110, 112, 115, Double.NaN, Double.NaN, Double.NaN, 120, 118);

    Sparkline line = Sparkline.of(trace, Targets.ADULT, START, START + 8 * 900, 100, 30);

    assertThat(line.strokes()).hasSize(2);
    assertThat(line.strokes()).allSatisfy(s -> assertThat(s.zone()).isEqualTo("target"));
  }

  @Test
  void shouldJoinZonesWithoutGapAndShowASingleReading() {
    Sparkline line =
        Sparkline.of(trace(60, 100, 200), Targets.ADULT, START, START + 2_700, 100, 30);
    Sparkline single = Sparkline.of(trace(100), Targets.ADULT, START, START + 2_700, 100, 30);

    assertThat(line.strokes())
        .extracting(Sparkline.Stroke::zone)
        .containsExactly("low", "target", "high");
    assertThat(line.strokes().getFirst().path()).contains("L");
    assertThat(single.strokes()).hasSize(1);
    assertThat(single.dot()).hasSize(1);
  }

  @Test
  void shouldNeverFlattenWhatLeavesTheUsualWindow() {
    GlucoseTrace day = trace(290, 330, 370, 390, 30, 35);

    Sparkline line = Sparkline.of(day, Targets.ADULT, START, START + 5_400, 100, 30);
    Sparkline usual = Sparkline.of(trace(100), Targets.ADULT, START, START + 5_400, 100, 30);
    Sparkline shared =
        Sparkline.of(trace(100), Targets.ADULT, Extent.of(day), START, START + 5_400, 100, 30);

    String path = String.join("", line.strokes().stream().map(Sparkline.Stroke::path).toList());
    assertThat(Arrays.stream(path.split("[ML]")).skip(1).map(p -> p.split(" ")[1]).distinct())
        .hasSize(6);
    assertThat(shared.bandTop()).isEqualTo(line.bandTop()).isNotEqualTo(usual.bandTop());
  }

  @Test
  void shouldDrawThePatientsOwnTargets() {
    GlucoseTrace day = trace(66, 150, 260);

    Sparkline adult = Sparkline.of(day, Targets.ADULT, START, START + 2_700, 100, 30);
    Sparkline pregnant = Sparkline.of(day, Targets.PREGNANCY, START, START + 2_700, 100, 30);

    assertThat(adult.strokes())
        .extracting(Sparkline.Stroke::zone)
        .containsExactly("low", "target", "very-high");
    assertThat(pregnant.strokes())
        .extracting(Sparkline.Stroke::zone)
        .containsExactly("target", "high");
    assertThat(pregnant.dot()).extracting(Sparkline.Dot::zone).containsExactly("high");
    double unit = Double.parseDouble(adult.bandHeight()) / (180 - 70);
    assertThat(Double.parseDouble(pregnant.bandHeight())).isCloseTo(77 * unit, within(0.2));
    assertThat(Double.parseDouble(pregnant.bandTop()) - Double.parseDouble(adult.bandTop()))
        .isCloseTo(40 * unit, within(0.2));
  }

  @Test
  void shouldFillTheBarAndKeepSmallSharesVisible() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      double[] percents = new double[5];
      double sum = 0;
      for (int i = 0; i < 5; i++) {
        percents[i] = random.nextInt(3) == 0 ? 0 : Math.pow(random.nextDouble(), 6);
        sum += percents[i];
      }
      if (sum == 0) {
        continue;
      }
      for (int i = 0; i < 5; i++) {
        percents[i] = 100 * percents[i] / sum;
      }
      RangeBar bar = RangeBar.of(percents, 200);
      double length =
          bar.parts().stream().mapToDouble(part -> Double.parseDouble(part.size())).sum();
      assertThat(length).isCloseTo(200, within(0.5));
      assertThat(bar.parts())
          .allSatisfy(
              part -> assertThat(Double.parseDouble(part.size())).isGreaterThanOrEqualTo(2.5));
    }
    assertThat(RangeBar.of(new double[5], 200).parts()).isEmpty();
  }

  @Test
  void shouldWriteNumbersAsPeopleReadThem() {
    assertThat(GlucoseText.number(Glucose.mmol(10), GlucoseUnit.MMOL_L)).isEqualTo("10.0");
    assertThat(GlucoseText.number(Glucose.mmol(10), GlucoseUnit.MG_DL)).isEqualTo("180");
    assertThat(GlucoseText.number(Glucose.mgdl(126), GlucoseUnit.MMOL_L)).isEqualTo("7.0");
    assertThat(GlucoseText.percent(0.04)).isEqualTo("0.1\u202f%");
    assertThat(GlucoseText.percent(0)).isEqualTo("0\u202f%");
    assertThat(GlucoseText.percent(54.5)).isEqualTo("55\u202f%");
    assertThat(GlucoseText.shownPercent(68.9)).isEqualTo("68.9\u202f%");
    assertThat(GlucoseText.shownPercent(69)).isEqualTo("69\u202f%");
    assertThat(GlucoseText.decimals(-1.25, 1)).isEqualTo("\u22121.3");
  }

  @Test
  void shouldPointTheArrowByTheRate() {
    assertThat(Trend.ofMgdlPerMinute(0.9)).isEqualTo(Trend.STEADY);
    assertThat(Trend.ofMgdlPerMinute(-1)).isEqualTo(Trend.FALLING_SLOWLY);
    assertThat(Trend.ofMgdlPerMinute(2.4)).isEqualTo(Trend.RISING);
    assertThat(Trend.ofMgdlPerMinute(-3)).isEqualTo(Trend.FALLING_FAST);
  }

  private static GlucoseTrace trace(double... mgdl) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int i = 0; i < mgdl.length; i++) {
      if (!Double.isNaN(mgdl[i])) {
        builder.add(START + 900L * i, new GlucoseValue.Measured(Glucose.mgdl(mgdl[i])));
      }
    }
    return builder.build();
  }
}
