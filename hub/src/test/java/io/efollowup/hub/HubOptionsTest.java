package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubOptionsTest {
  @Test
  void shouldTakeNamesAndAddresses() {
    HubOptions options =
        HubOptions.of(
            "0.0.0.0", 0, 0, 0, List.of("localhost", "::1", "10.0.0.1", "hub-1.clinic.example"));
    assertThat(options.maxMessageBytes()).isEqualTo(262_144);
    assertThat(new ConnectionStrings(options.names()).hostName()).isEqualTo("10.0.0.1");
    assertThat(new ConnectionStrings(List.of("localhost")).hostName()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "host:443", "https://host", "under_score", "-x", "h;DeviceId=x"})
  void shouldRefuseWhatIsNoName(String name) {
    assertThatThrownBy(() -> HubOptions.of("127.0.0.1", 0, 0, 0, List.of(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hub.names");
  }

  @Test
  void shouldRefuseWrongValues() {
    assertThatThrownBy(() -> HubOptions.of("127.0.0.1", 70_000, 0, 0, List.of("h")))
        .hasMessageContaining("hub.https.port");
    assertThatThrownBy(() -> HubOptions.of("127.0.0.1", 0, 0, 0, List.of()))
        .hasMessageContaining("hub.names");
    assertThatThrownBy(() -> HubOptions.of(" ", 0, 0, 0, List.of("h")))
        .hasMessageContaining("hub.bind");
  }
}
