package io.efollowup.portal.internal.profile;

import io.efollowup.glucose.GlucoseThresholds.Limits;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.Patient;
import io.efollowup.record.ProfileChange;
import io.efollowup.record.ProfileChange.OwnLimits;
import io.efollowup.record.ProfileField;
import io.efollowup.record.ProfileRefusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The form of a profile: what stands in its fields, what stood there when it was opened, and what
 * is wrong. Only what differs from what stood there is a change, so that nobody takes back what
 * somebody else changed meanwhile.
 *
 * @param typed what stands in the fields
 * @param shown what stood in them when the form was opened
 * @param limitsUnit symbol of the unit of the limits; it was the patient's when the form was opened
 * @param wrong keys of the sentences that say what is wrong, by field
 */
public record ProfileForm(
    Fields typed, Fields shown, String limitsUnit, Map<ProfileField, String> wrong) {
  /** The name of what a field held when the form was opened. */
  private static final String SHOWN = "shown-";

  /**
   * The fields.
   *
   * @param limits very low, low, high, very high
   */
  public record Fields(
      String type,
      String birthYear,
      String zone,
      String unit,
      String targets,
      List<String> limits) {
    /** Names of the fields of the limits. */
    public static final List<String> LIMITS = List.of("very-low", "low", "high", "very-high");

    private static Fields of(Patient patient) {
      Limits limits = patient.thresholds().in(patient.unit());
      return new Fields(
          patient.type().code(),
          patient.birthYear().isPresent() ? Integer.toString(patient.birthYear().getAsInt()) : "",
          patient.zone().getId(),
          patient.unit().symbol(),
          patient.targets().group().code(),
          List.of(limits.veryLow(), limits.low(), limits.high(), limits.veryHigh()).stream()
              .map(limit -> GlucoseText.number(limit, patient.unit()))
              .toList());
    }

    private static Fields of(Request request, String prefix) {
      return new Fields(
          text(request, prefix + "type"),
          text(request, prefix + "birth-year"),
          text(request, prefix + "zone"),
          text(request, prefix + "unit"),
          text(request, prefix + "targets"),
          LIMITS.stream().map(name -> text(request, prefix + name)).toList());
    }

    private static String text(Request request, String field) {
      return request.field(field).orElse("").strip();
    }
  }

  /** As it is opened. */
  static ProfileForm of(Patient patient) {
    Fields fields = Fields.of(patient);
    return new ProfileForm(fields, fields, patient.unit().symbol(), Map.of());
  }

  /** As it was sent. */
  static ProfileForm of(Request request) {
    return new ProfileForm(
        Fields.of(request, ""),
        Fields.of(request, SHOWN),
        Fields.text(request, "limits-unit"),
        Map.of());
  }

  /** The same with what is wrong; one sentence for each field. */
  ProfileForm refused(Set<ProfileRefusal> refusals) {
    Map<ProfileField, String> sentences = new EnumMap<>(ProfileField.class);
    refusals.forEach(
        refusal -> sentences.putIfAbsent(refusal.field(), "profile.wrong." + refusal.name()));
    return new ProfileForm(typed, shown, limitsUnit, sentences);
  }

  /** What is stated by it. */
  ProfileChange change() {
    boolean own = typed.targets().equals(TargetGroup.OWN.code());
    boolean chosen = own && !typed.targets().equals(shown.targets());
    List<Optional<String>> numbers =
        IntStream.range(0, Fields.LIMITS.size())
            .mapToObj(i -> number(typed.limits().get(i), shown.limits().get(i), chosen))
            .toList();
    boolean limits = numbers.stream().anyMatch(Optional::isPresent);
    return new ProfileChange(
        stated(typed.type(), shown.type()),
        stated(typed.birthYear(), shown.birthYear()),
        stated(typed.zone(), shown.zone()),
        stated(typed.unit(), shown.unit()),
        limits && !own ? Optional.of(typed.targets()) : stated(typed.targets(), shown.targets()),
        limits ? Optional.of(new OwnLimits(limitsUnit, numbers)) : Optional.empty());
  }

  /** Who chooses limits of the patient's own states all of them, as they stand there. */
  private static Optional<String> number(String typed, String shown, boolean all) {
    return all ? Optional.of(typed) : stated(typed, shown);
  }

  private static Optional<String> stated(String typed, String shown) {
    return typed.equals(shown) ? Optional.empty() : Optional.of(typed);
  }

  /** The key of the sentence that says what is wrong with a field; empty for nothing. */
  public String wrong(String field) {
    return wrong.getOrDefault(ProfileField.valueOf(field), "");
  }
}
