package io.efollowup.monitor.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Supplier;

/** The monitor's metrics. Labels are reasons and kinds, never a device or a patient. */
public final class Meters {
  private final MeterRegistry registry;
  private final Counter entries;
  private final Counter stored;
  private final Counter failures;
  private final Timer commits;

  public Meters(MeterRegistry registry) {
    this.registry = registry;
    this.entries = registry.counter("efollowup.monitor.entries");
    this.stored = registry.counter("efollowup.monitor.readings.stored");
    this.failures = registry.counter("efollowup.monitor.commit.failures");
    this.commits = registry.timer("efollowup.monitor.commit");
  }

  <T> T timed(Supplier<T> work) {
    return commits.record(work);
  }

  void committed(int count, Tally tally) {
    entries.increment(count);
    stored.increment(tally.stored());
    tally
        .refused()
        .forEach(
            (reason, n) ->
                registry.counter("efollowup.monitor.items.refused", "reason", reason).increment(n));
    tally
        .raised()
        .forEach(
            (kind, n) -> {
              String label = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
              registry.counter("efollowup.monitor.alarms.raised", "kind", label).increment(n);
            });
  }

  public void failed() {
    failures.increment();
  }
}
