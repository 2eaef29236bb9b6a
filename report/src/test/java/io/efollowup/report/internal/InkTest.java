package io.efollowup.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseZone;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The ranges' colours as people see them who lack a kind of cone: Machado, Oliveira and Fernandes,
 * IEEE Trans. Vis. Comput. Graph. 15:1291 (2009), severity 1.
 */
class InkTest {
  private static final double[][] USUAL = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  private static final Map<String, double[][]> EYES =
      Map.of(
          "usual", USUAL,
          "protanopia",
              new double[][] {
                {0.152286, 1.052583, -0.204868},
                {0.114503, 0.786281, 0.099216},
                {-0.003882, -0.048116, 1.051998}
              },
          "deuteranopia",
              new double[][] {
                {0.367322, 0.860646, -0.227968},
                {0.280085, 0.672501, 0.047413},
                {-0.011820, 0.042940, 0.968881}
              },
          "tritanopia",
              new double[][] {
                {1.255528, -0.076749, -0.178779},
                {-0.078411, 0.930809, 0.147602},
                {0.004733, 0.691367, 0.303900}
              });

  /** A difference of 10 in CIELAB is plain between areas that touch. */
  @Test
  void shouldKeepNeighbouringRangesApartForEveryEye() {
    GlucoseZone[] zones = GlucoseZone.values();
    EYES.forEach(
        (eye, matrix) -> {
          for (int i = 1; i < zones.length; i++) {
            double[] below = lab(Ink.of(zones[i - 1]), matrix);
            double[] above = lab(Ink.of(zones[i]), matrix);
            assertThat(distance(below, above))
                .as("%s: %s and %s", eye, zones[i - 1], zones[i])
                .isGreaterThan(10);
          }
        });
  }

  @Test
  void shouldReadTextOnWhite() {
    assertThat(lab(Ink.TEXT, USUAL)[0]).isLessThan(20);
    assertThat(lab(Ink.MUTED, USUAL)[0]).isLessThan(45);
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  private static double[] lab(Ink ink, double[][] eye) {
    double[] linear = {linear(ink.red()), linear(ink.green()), linear(ink.blue())};
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        seen[i] += eye[i][j] * linear[j];
      }
      seen[i] = Math.clamp(seen[i], 0, 1);
    }
    double x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505;
    double y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2];
    double z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089;
    return new double[] {116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))};
  }

  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static double root(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }
}
