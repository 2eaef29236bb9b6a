package io.efollowup.server.platform;

import io.efollowup.hub.ReportedAllowList;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.config.Settings;
import java.util.List;

/** What devices may report of themselves, as configured. */
final class Reportable {
  private Reportable() {}

  static ReportedAllowList of(Configuration configuration) {
    List<String> names = configuration.get(Settings.HUB_TWIN_REPORTED);
    if (!names.isEmpty()) {
      return new ReportedAllowList(names, configuration.get(Settings.HUB_TWIN_REPORTED_BYTES));
    }
    List<String> standard =
        switch (configuration.get(Settings.HUB_FOREIGN_MESSAGES)) {
          case REFUSE -> ReportedAllowList.standard().names();
          case ACCEPT -> ReportedAllowList.any().names();
        };
    return new ReportedAllowList(standard, configuration.get(Settings.HUB_TWIN_REPORTED_BYTES));
  }
}
