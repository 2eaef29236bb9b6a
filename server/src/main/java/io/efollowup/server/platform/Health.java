package io.efollowup.server.platform;

import io.efollowup.monitor.MonitorRunner;
import java.util.Optional;

/** Whether the installation can do its work. */
record Health(Stores stores, MonitorRunner monitor) {
  /** Empty when it can; otherwise a sentence for the operator. */
  Optional<String> notReady() {
    return stores.journal().fault().or(monitor::fault);
  }
}
