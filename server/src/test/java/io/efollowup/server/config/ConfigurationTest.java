package io.efollowup.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir private Path directory;

  @Test
  void shouldHaveTheDocumentedDefaults() {
    Configuration configuration = Configuration.standard();

    assertThat(configuration.get(Settings.PORTAL_PORT)).isEqualTo(8443);
    assertThat(configuration.get(Settings.HUB_HTTPS_PORT)).isEqualTo(8444);
    assertThat(configuration.get(Settings.HUB_BIND)).isEqualTo("127.0.0.1");
    assertThat(configuration.get(Settings.JOURNAL_RETENTION)).isEqualTo(Duration.ofDays(7));
    assertThat(configuration.get(Settings.HUB_FOREIGN_MESSAGES))
        .isEqualTo(Settings.ForeignMessages.REFUSE);
  }

  @Test
  void shouldLetVariablesOverrideTheFileAndTheCommandLineBoth() throws IOException {
    Path file = directory.resolve("e.conf");
    Files.writeString(
        file, "# ports\nportal.port = 1\nhub.https.port = 1\n\nhub.names = hub.example, b\n");

    Configuration configuration =
        Configuration.read(
            Optional.of(file),
            Map.of("EFOLLOWUP_PORTAL_PORT", "2", "EFOLLOWUP_HUB_HTTPS_PORT", "2", "PATH", "x"),
            List.of("portal.port=3"));

    assertThat(configuration.get(Settings.PORTAL_PORT)).isEqualTo(3);
    assertThat(configuration.get(Settings.HUB_HTTPS_PORT)).isEqualTo(2);
    assertThat(configuration.get(Settings.HUB_NAMES)).containsExactly("hub.example", "b");
  }

  @Test
  void shouldStopAtAnUnknownKeyAndNameTheNearest() {
    assertThatThrownBy(
            () -> Configuration.read(Optional.empty(), Map.of(), List.of("hub.http.port=443")))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("hub.http.port")
        .hasMessageContaining("hub.https.port");
    assertThatThrownBy(
            () ->
                Configuration.read(
                    Optional.empty(), Map.of("EFOLLOWUP_PORTAL_PROT", "1"), List.of()))
        .hasMessageContaining("EFOLLOWUP_PORTAL_PORT");
  }

  @Test
  void shouldRefuseAWrongValueAndSayWhatIsExpected() {
    assertThatThrownBy(
            () -> Configuration.read(Optional.empty(), Map.of(), List.of("portal.port=70000")))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("portal.port")
        .hasMessageContaining("0 to 65535");
    assertThatThrownBy(
            () -> Configuration.read(Optional.empty(), Map.of(), List.of("hub.twin.reported=a b")))
        .hasMessageContaining("hub.twin.reported");
    for (String wrong : List.of("0", "32769", "many")) {
      assertThatThrownBy(
              () ->
                  Configuration.read(
                      Optional.empty(), Map.of(), List.of("hub.twin.reported-bytes=" + wrong)))
          .hasMessageContaining("1 to 32768");
    }
  }

  @Test
  void shouldHaveAReferencePageThatIsTrue() throws IOException {
    Path page = Path.of(System.getProperty("efollowup.root"), "docs", "configuration.md");

    assertThat(Files.readString(page)).isEqualTo(ConfigurationPage.markdown());
  }
}
