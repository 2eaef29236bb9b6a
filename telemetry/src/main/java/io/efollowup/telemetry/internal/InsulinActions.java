package io.efollowup.telemetry.internal;

import io.efollowup.glucose.CareEvent.InsulinAction;
import java.util.Optional;

/** The words of the schema for how fast an insulin acts. */
public final class InsulinActions {
  private InsulinActions() {}

  /** The word for this action. */
  public static String word(InsulinAction action) {
    return switch (action) {
      case RAPID -> "rapid";
      case SHORT -> "short";
      case INTERMEDIATE -> "intermediate";
      case LONG -> "long";
      case MIXED -> "mixed";
    };
  }

  /** The action with exactly this word. */
  static Optional<InsulinAction> ofWord(String word) {
    for (InsulinAction action : InsulinAction.values()) {
      if (word(action).equals(word)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
