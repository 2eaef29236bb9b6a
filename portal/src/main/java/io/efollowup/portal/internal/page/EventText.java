package io.efollowup.portal.internal.page;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.Words;

/**
 * A care event in words.
 *
 * @param kind its lane under the curve
 * @param label the figure beside its mark
 * @param detail all that is known of it
 */
public record EventText(String kind, String label, String detail) {

  /** The words of an event. */
  public static EventText of(CareEvent event, GlucoseUnit unit, Words words) {
    return switch (event) {
      case CareEvent.Meal meal -> meal(meal, words);
      case CareEvent.Insulin insulin -> {
        String units = words.say("event.units", trimmed(insulin.units()));
        String action = words.say("insulin." + insulin.action().name());
        yield new EventText(
            insulin.action() == CareEvent.InsulinAction.LONG ? "basal" : "insulin",
            trimmed(insulin.units()),
            units + " · " + action);
      }
      case CareEvent.Exercise exercise -> {
        String minutes = words.say("event.minutes", trimmed(exercise.minutes()));
        yield new EventText(
            "exercise",
            trimmed(exercise.minutes()),
            minutes + " · " + words.term(exercise.activity()));
      }
      case CareEvent.Medication medication -> {
        String dose =
            medication.dose().isPresent()
                ? " " + trimmed(medication.dose().getAsDouble()) + medication.unit().orElse("")
                : "";
        yield new EventText("medication", "", words.term(medication.name()) + dose);
      }
      case CareEvent.Fingerstick stick -> {
        String value = GlucoseText.number(stick.glucose(), unit);
        yield new EventText("fingerstick", value, value + " " + unit.symbol());
      }
    };
  }

  private static EventText meal(CareEvent.Meal meal, Words words) {
    if (meal.carbs().isEmpty()) {
      return new EventText("meal", "", words.say("event.meal"));
    }
    String grams = trimmed(meal.carbs().getAsDouble());
    return new EventText("meal", grams, words.say("event.carbs", grams));
  }

  private static String trimmed(double value) {
    return GlucoseText.decimals(value, value == Math.rint(value) ? 0 : 1);
  }
}
