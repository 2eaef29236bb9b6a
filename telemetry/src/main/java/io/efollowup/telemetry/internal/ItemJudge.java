package io.efollowup.telemetry.internal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.telemetry.Terms;
import java.util.Optional;

/** Judges one item at a time: gives it back when it is good, else notes why it is refused. */
public final class ItemJudge {
  private final Terms terms;
  private final Refusals refusals;

  public ItemJudge(Terms terms, Refusals refusals) {
    this.terms = terms;
    this.refusals = refusals;
  }

  /** An element of {@code readings}. */
  public Optional<GlucoseReading> reading(String item, Json json) {
    return judge(item, json, GlucoseFields::reading);
  }

  /** An element of {@code events}. */
  public Optional<CareEvent> event(String item, Json json) {
    return judge(item, json, fields -> EventFields.event(fields, terms));
  }

  private <T> Optional<T> judge(String item, Json json, Form<T> form) {
    try {
      Fields fields = Fields.of(item, json);
      T value = form.read(fields);
      fields.finish(refusals);
      return Optional.of(value);
    } catch (ItemRefused refused) {
      refusals.add(item, refused.reason(), json);
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Form<T> {
    T read(Fields fields) throws ItemRefused;
  }
}
