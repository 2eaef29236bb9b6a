package io.efollowup.record;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A change of what is known of a patient, as a person states it: in words, since these may be
 * wrong. What is not stated stays. Immutable and pure.
 *
 * @param type {@link DiabetesType#code}
 * @param birthYear a year; {@code none} or nothing for unknown
 * @param zone IANA zone
 * @param unit {@code mgdl} or {@code mmol}, or its symbol
 * @param targets {@link TargetGroup#code}; {@code own} with limits, or where they are own already
 * @param limits limits of the patient's own
 */
public record ProfileChange(
    Optional<String> type,
    Optional<String> birthYear,
    Optional<String> zone,
    Optional<String> unit,
    Optional<String> targets,
    Optional<OwnLimits> limits) {
  private static final int FIRST_YEAR = 1900;
  private static final String YEAR = "[0-9]{4}";
  private static final String NUMBER = "[0-9]{1,3}([.,][0-9]{1,3})?";

  /**
   * Limits as they are stated. What is not stated stays.
   *
   * @param unit of the numbers, as in {@link ProfileChange#unit}
   * @param numbers very low, low, high, very high
   */
  public record OwnLimits(String unit, List<Optional<String>> numbers) {
    public OwnLimits {
      numbers = List.copyOf(numbers);
    }

    /** All of them. */
    public static OwnLimits of(String unit, List<String> numbers) {
      return new OwnLimits(unit, numbers.stream().map(Optional::of).toList());
    }
  }

  /** Thrown by what reads one field, and gathered. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ProfileRefusal why;

    Wrong(ProfileRefusal why) {
      super(why.name());
      this.why = why;
    }
  }

  /**
   * The patient after the change.
   *
   * @param now no birth year is later
   * @throws ProfileRefusedException when something of it is wrong; it says all that is
   */
  public Patient appliedTo(Patient patient, Instant now) {
    Set<ProfileRefusal> wrong = EnumSet.noneOf(ProfileRefusal.class);
    DiabetesType newType = read(() -> type(patient), patient.type(), wrong);
    OptionalInt newYear = read(() -> birthYear(patient, now), patient.birthYear(), wrong);
    ZoneId newZone = read(() -> zone(patient), patient.zone(), wrong);
    GlucoseUnit newUnit = read(() -> unit(patient), patient.unit(), wrong);
    TargetLimits newTargets = read(() -> targets(patient.targets()), patient.targets(), wrong);
    if (!wrong.isEmpty()) {
      throw new ProfileRefusedException(wrong);
    }
    return new Patient(
        patient.id(), newType, newYear, newZone, newUnit, newTargets, patient.createdAt());
  }

  private static <T> T read(Supplier<T> field, T otherwise, Set<ProfileRefusal> wrong) {
    try {
      return field.get();
    } catch (Wrong e) {
      wrong.add(e.why);
      return otherwise;
    }
  }

  private DiabetesType type(Patient patient) {
    return type.isEmpty()
        ? patient.type()
        : DiabetesType.ofCode(type.get()).orElseThrow(() -> new Wrong(ProfileRefusal.TYPE));
  }

  private OptionalInt birthYear(Patient patient, Instant now) {
    if (birthYear.isEmpty()) {
      return patient.birthYear();
    }
    String text = birthYear.get();
    if (text.isEmpty() || text.equals("none")) {
      return OptionalInt.empty();
    }
    int year = text.matches(YEAR) ? Integer.parseInt(text) : 0;
    if (year < FIRST_YEAR || year > now.atZone(patient.zone()).getYear()) {
      throw new Wrong(ProfileRefusal.BIRTH_YEAR);
    }
    return OptionalInt.of(year);
  }

  /** Only names that browsers and databases know, too; offsets and a JDK's own are none. */
  private ZoneId zone(Patient patient) {
    if (zone.isEmpty()) {
      return patient.zone();
    }
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.equalsIgnoreCase(zone.get()) && !id.startsWith("SystemV/"))
        .findFirst()
        .map(ZoneId::of)
        .orElseThrow(() -> new Wrong(ProfileRefusal.ZONE));
  }

  private GlucoseUnit unit(Patient patient) {
    return unit.isEmpty()
        ? patient.unit()
        : unitOf(unit.get()).orElseThrow(() -> new Wrong(ProfileRefusal.UNIT));
  }

  private static Optional<GlucoseUnit> unitOf(String text) {
    return switch (text) {
      case "mgdl" -> Optional.of(GlucoseUnit.MG_DL);
      case "mmol" -> Optional.of(GlucoseUnit.MMOL_L);
      default -> GlucoseUnit.ofSymbol(text);
    };
  }

  private TargetLimits targets(TargetLimits before) {
    boolean own = targets.map(TargetGroup.OWN.code()::equals).orElse(limits.isPresent());
    if (own) {
      return limits
          .map(stated -> ownLimits(stated, before))
          .or(() -> Optional.of(before).filter(known -> known.group() == TargetGroup.OWN))
          .orElseThrow(() -> new Wrong(ProfileRefusal.LIMITS_INCOMPLETE));
    }
    if (targets.isEmpty()) {
      return before;
    }
    if (limits.isPresent()) {
      throw new Wrong(ProfileRefusal.LIMITS_BESIDE_GROUP);
    }
    return TargetGroup.ofCode(targets.get())
        .map(TargetLimits::of)
        .orElseThrow(() -> new Wrong(ProfileRefusal.TARGETS));
  }

  private static TargetLimits ownLimits(OwnLimits stated, TargetLimits before) {
    GlucoseUnit unit =
        unitOf(stated.unit()).orElseThrow(() -> new Wrong(ProfileRefusal.LIMITS_INCOMPLETE));
    List<Optional<String>> numbers = stated.numbers();
    if (numbers.size() != 4
        || !numbers.stream().flatMap(Optional::stream).allMatch(text -> text.matches(NUMBER))) {
      throw new Wrong(ProfileRefusal.LIMITS_INCOMPLETE);
    }
    if (before.group() != TargetGroup.OWN && numbers.contains(Optional.<String>empty())) {
      throw new Wrong(ProfileRefusal.LIMITS_CHANGED_MEANWHILE);
    }
    try {
      return before.with(unit, numbers.stream().map(ProfileChange::number).toList());
    } catch (TargetLimits.RefusedException e) {
      throw new Wrong(ProfileRefusal.of(e.problem()));
    }
  }

  private static OptionalDouble number(Optional<String> stated) {
    return stated
        .map(text -> OptionalDouble.of(Double.parseDouble(text.replace(',', '.'))))
        .orElse(OptionalDouble.empty());
  }
}
