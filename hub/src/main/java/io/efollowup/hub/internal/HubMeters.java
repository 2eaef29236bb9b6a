package io.efollowup.hub.internal;

import io.efollowup.hub.HubError;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the hub counts. No label ever holds an id. */
public final class HubMeters {
  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter discarded;
  private final Counter noticesDropped;
  private final Counter takenOver;
  private final Map<HubError, Counter> refused = new EnumMap<>(HubError.class);

  public HubMeters(MeterRegistry registry) {
    this.registry = registry;
    accepted =
        Counter.builder("hub.accepted")
            .description("Messages acknowledged because they are durable")
            .register(registry);
    discarded =
        Counter.builder("hub.discarded")
            .description("Messages acknowledged and forgotten, as the operator chose")
            .register(registry);
    noticesDropped =
        Counter.builder("hub.notices.dropped")
            .description("Notices of refused items that could not be queued for their device")
            .register(registry);
    takenOver =
        Counter.builder("hub.takeovers")
            .description("MQTT connections ended because their device connected once more")
            .register(registry);
    for (HubError error : HubError.values()) {
      refused.put(
          error,
          Counter.builder("hub.refused")
              .description("Requests refused or failed, by reason")
              .tag("reason", error.reason())
              .register(registry));
    }
  }

  /** Shows a number as it is whenever it is looked at. */
  public void gauge(String name, String description, Supplier<Number> number) {
    Gauge.builder(name, number).description(description).register(registry);
  }

  /** The same, for one value of a tag. */
  public void gauge(
      String name, String description, String tag, String value, Supplier<Number> number) {
    Gauge.builder(name, number).description(description).tag(tag, value).register(registry);
  }

  public void accepted() {
    accepted.increment();
  }

  public void discarded() {
    discarded.increment();
  }

  public void takenOver() {
    takenOver.increment();
  }

  public void noticeDropped() {
    noticesDropped.increment();
  }

  /** A will could not be stored in time, and is not tried again. */
  public void willDropped(HubError why) {
    Counter.builder("hub.wills.dropped")
        .description(
            "Wills of MQTT clients that were given up, by what kept them from being stored")
        .tag("reason", why.reason())
        .register(registry)
        .increment();
  }

  public void refused(HubError error) {
    refused.get(error).increment();
  }
}
