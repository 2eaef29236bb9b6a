package io.efollowup.record;

import io.efollowup.glucose.GoalMeasure;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A goal set with a patient. Of several about one measure the newest is the patient's goal; the
 * others are its history.
 *
 * @param id of this entry
 * @param measure what it is about; says the unit of the value and whether it is a least or a most
 * @param value the limit, which itself is enough
 * @param by when it is to be reached
 * @param set who set it with the patient
 * @param withdrawn who took it back
 */
public record GoalEntry(
    UUID id,
    GoalMeasure measure,
    double value,
    Optional<LocalDate> by,
    Signature set,
    Optional<Signature> withdrawn) {
  /** The order goals are listed in: as they were set. */
  public static final Comparator<GoalEntry> AS_SET =
      Comparator.comparing((GoalEntry goal) -> goal.set().at()).thenComparing(GoalEntry::id);

  public GoalEntry {
    if (!(value >= 0) || value > 1000) {
      throw new IllegalArgumentException("a goal is a number of at least 0");
    }
  }

  /**
   * A goal with the identity of its content: the same limit of one measure, to be reached by the
   * same date and set on the same day of the patient's zone, is the same goal, whoever enters it.
   */
  public static GoalEntry of(
      Patient patient, GoalMeasure measure, double value, Optional<LocalDate> by, Signature set) {
    return new GoalEntry(
        ContentId.of(
            patient.id().value(),
            measure.code(),
            Double.toString(value),
            by.map(LocalDate::toString).orElse(""),
            set.at().atZone(patient.zone()).toLocalDate().toString()),
        measure,
        value,
        by,
        set,
        Optional.empty());
  }

  /** Whether another says the same of the same measure, whenever it was set. */
  public boolean saysTheSameAs(GoalEntry other) {
    return measure == other.measure && value == other.value && by.equals(other.by);
  }

  /** The goals that hold: of each measure the newest that was not withdrawn. */
  public static List<GoalEntry> holding(Collection<GoalEntry> goals) {
    Map<GoalMeasure, GoalEntry> newest = new EnumMap<>(GoalMeasure.class);
    goals.stream()
        .filter(goal -> goal.withdrawn().isEmpty())
        .sorted(AS_SET)
        .forEach(goal -> newest.put(goal.measure(), goal));
    return List.copyOf(newest.values());
  }

  /** The same under another id. */
  public GoalEntry withId(UUID other) {
    return new GoalEntry(other, measure, value, by, set, withdrawn);
  }

  /** The same, taken back. */
  public GoalEntry withdrawnBy(Signature who) {
    return new GoalEntry(id, measure, value, by, set, Optional.of(who));
  }

  /** Says nothing of the goal. */
  @Override
  public String toString() {
    return "GoalEntry";
  }
}
