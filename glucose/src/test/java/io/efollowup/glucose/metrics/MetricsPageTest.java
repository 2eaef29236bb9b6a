package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that explains the metrics to people. */
class MetricsPageTest {
  @Test
  void shouldExplainEveryMetric() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("efollowup.root"), "docs", "metrics.md"));
    for (MetricKey key : MetricKey.values()) {
      assertThat(page).contains('`' + key.key() + '`');
    }
  }
}
