package io.efollowup.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StateCodecTest {
  private static PatientState state() {
    var patient = new CorePatient();
    patient.step(ScenarioText.input("0:00 device-1 session-1: 0:00 50, -1:00 100"));
    patient.step(ScenarioText.input("0:20 tick"));
    patient.step(ScenarioText.input("0:21 device-2 session-2: 3:00 100"));
    return patient.state();
  }

  @Test
  void shouldRoundTripExactly() {
    assertThat(PatientState.decode(state().encoded())).isEqualTo(state());
    assertThat(PatientState.decode(PatientState.INITIAL.encoded())).isEqualTo(PatientState.INITIAL);
  }

  @Test
  void shouldBeCompact() {
    assertThat(state().encoded()).hasSizeLessThan(160);
  }

  @Test
  void shouldRefuseEveryCut() {
    byte[] whole = state().encoded();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> PatientState.decode(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldRefuseMoreThanItsBytesAndOtherVersions() {
    byte[] whole = state().encoded();
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> PatientState.decode(longer)).hasMessageContaining("after its end");
    byte[] later = whole.clone();
    later[0] = 2;
    assertThatThrownBy(() -> PatientState.decode(later)).hasMessageContaining("version 2");
  }
}
