package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.insight.RiskProfile.Gri;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RiskProfileTest {

  @Test
  void shouldPutTheIndexTogetherFromItsComponents() {
    // A quarter each: 50, 60, 200 and 300 mg/dL.
    double[] values = {50, 60, 200, 300};
    RiskProfile risk =
        new WearBuilder().mgdl(5, h -> values[(int) Math.round(h * 12) % 4]).findings().risk();
    Gri gri = risk.gri().orElseThrow();
    assertThat(gri.lowComponent()).isCloseTo(25 + 0.8 * 25, within(1e-9));
    assertThat(gri.highComponent()).isCloseTo(25 + 0.5 * 25, within(1e-9));
    assertThat(gri.value()).isEqualTo(100);
    assertThat(gri.zone()).isEqualTo(Gri.Zone.E);
  }

  @Test
  void shouldClassifyAsTheSourcesDo() {
    assertThat(RiskClass.ofLbgi(1.1)).isEqualTo(RiskClass.MINIMAL);
    assertThat(RiskClass.ofLbgi(2.5)).isEqualTo(RiskClass.LOW);
    assertThat(RiskClass.ofLbgi(5)).isEqualTo(RiskClass.MODERATE);
    assertThat(RiskClass.ofLbgi(5.1)).isEqualTo(RiskClass.HIGH);
    assertThat(RiskClass.ofHbgi(4.4)).isEqualTo(RiskClass.LOW);
    assertThat(RiskClass.ofHbgi(9)).isEqualTo(RiskClass.MODERATE);
    assertThat(RiskClass.ofHbgi(9.1)).isEqualTo(RiskClass.HIGH);
    assertThat(RiskClass.ofAdrr(19.9)).isEqualTo(RiskClass.LOW);
    assertThat(RiskClass.ofAdrr(20)).isEqualTo(RiskClass.MODERATE);
    assertThat(RiskClass.ofAdrr(40)).isEqualTo(RiskClass.HIGH);
  }

  @Property
  void shouldHaveAZoneForEveryFifth(@ForAll @DoubleRange(min = 0, max = 100) double value) {
    Gri.Zone zone = new Gri(value, 0, 0).zone();
    assertThat(value).isBetween(zone.ordinal() * 20.0, zone.ordinal() * 20.0 + 20);
  }
}
