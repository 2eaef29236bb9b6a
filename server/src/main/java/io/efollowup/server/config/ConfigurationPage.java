package io.efollowup.server.config;

import java.util.stream.Collectors;

/** The reference page of every setting, generated so that it cannot be wrong. */
public final class ConfigurationPage {
  private ConfigurationPage() {}

  /** The page as Markdown. */
  public static String markdown() {
    return """
        # Configuration

        One file of `key = value` lines (`--config FILE`), overridden by `EFOLLOWUP_…` variables,
        overridden by `--set key=value`. An unknown key or a wrong value stops the start. This page
        is generated from the code.

        | key | default | variable | meaning |
        |---|---|---|---|
        """
        + Settings.ALL.stream()
            .map(
                setting ->
                    "| `%s` | %s | `%s` | %s |%n"
                        .formatted(
                            setting.key(),
                            setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`",
                            setting.variable(),
                            setting.meaning()))
            .collect(Collectors.joining());
  }
}
