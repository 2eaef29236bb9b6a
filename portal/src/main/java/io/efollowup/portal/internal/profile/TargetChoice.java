package io.efollowup.portal.internal.profile;

import io.efollowup.glucose.GlucoseThresholds.Limits;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.insight.RangeGoal;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.record.Patient;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Targets a patient may be judged by, as people read them.
 *
 * @param code of the group
 * @param range the target range and its unit; empty where it is to be set
 * @param goals goals for the time in ranges, or that there are none
 */
public record TargetChoice(String code, String name, String range, String goals) {
  private static final List<GlucoseZone> ZONES =
      List.of(GlucoseZone.TARGET, GlucoseZone.LOW, GlucoseZone.VERY_LOW, GlucoseZone.HIGH);

  /** All there are; own ones last. */
  static List<TargetChoice> all(GlucoseUnit unit, Words words) {
    return Arrays.stream(TargetGroup.values())
        .map(
            group ->
                group == TargetGroup.OWN
                    ? new TargetChoice(
                        group.code(), name(group, words), "", words.say("profile.goals.none"))
                    : of(TargetLimits.of(group), unit, words))
        .toList();
  }

  /** What a patient is judged by now. */
  static TargetChoice of(Patient patient, Words words) {
    return of(patient.targets(), patient.unit(), words);
  }

  private static TargetChoice of(TargetLimits limits, GlucoseUnit unit, Words words) {
    Limits numbers = limits.thresholds().in(unit);
    return new TargetChoice(
        limits.group().code(),
        name(limits.group(), words),
        GlucoseText.number(numbers.low(), unit)
            + "–"
            + GlucoseText.number(numbers.high(), unit)
            + "\u202f"
            + unit.symbol(),
        goals(Targets.of(limits), words));
  }

  private static String name(TargetGroup group, Words words) {
    return words.say("profile.targets." + group.code());
  }

  private static String goals(Targets targets, Words words) {
    if (!targets.hasGoals()) {
      return words.say("profile.goals.none");
    }
    return ZONES.stream()
        .flatMap(zone -> targets.goal(zone).stream().map(goal -> goal(zone, goal, words)))
        .collect(Collectors.joining("\u00a0· "));
  }

  private static String goal(GlucoseZone zone, RangeGoal goal, Words words) {
    String sign = goal.direction() == RangeGoal.Direction.ABOVE ? ">\u00a0" : "<\u00a0";
    return words.say("profile.goal." + zone.name()).replace(' ', '\u00a0')
        + "\u00a0"
        + sign
        + GlucoseText.decimals(goal.percent(), 0)
        + "\u202f%";
  }
}
