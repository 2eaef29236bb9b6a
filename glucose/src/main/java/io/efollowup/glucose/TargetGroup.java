package io.efollowup.glucose;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The groups of people that targets were agreed for, and targets of a patient's own. */
public enum TargetGroup {
  /** Most adults with type 1 or type 2 diabetes. */
  ADULT("adult"),
  /** Older people and people at high risk, with type 1 or type 2 diabetes. */
  OLDER("older"),
  /** Pregnancy with type 1 diabetes. */
  PREGNANCY("pregnancy"),
  /**
   * Pregnancy with gestational or type 2 diabetes: the range is agreed, goals for time in it are
   * not.
   */
  GESTATIONAL("gestational"),
  /** Limits set for one patient; nobody agreed on goals for them. */
  OWN("own");

  private final String code;

  TargetGroup(String code) {
    this.code = code;
  }

  /** The name on the command line and in files. */
  public String code() {
    return code;
  }

  /** The limits that were agreed for the group; empty for {@link #OWN}, whose limits are set. */
  public Optional<GlucoseThresholds> limits() {
    return switch (this) {
      case ADULT, OLDER -> Optional.of(GlucoseThresholds.STANDARD);
      case PREGNANCY, GESTATIONAL -> Optional.of(GlucoseThresholds.PREGNANCY);
      case OWN -> Optional.empty();
    };
  }

  /** The agreed group of this name; own targets have no name to choose them by. */
  public static Optional<TargetGroup> ofCode(String code) {
    return Arrays.stream(values())
        .filter(group -> group != OWN && group.code.equals(code))
        .findFirst();
  }

  /** The names that can be chosen, for messages. */
  public static String codes() {
    return Arrays.stream(values())
        .filter(group -> group != OWN)
        .map(TargetGroup::code)
        .collect(Collectors.joining(", "));
  }
}
