package io.efollowup.portal.internal.programme;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.portal.internal.page.Frame;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.TimeText;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.Patient;
import io.efollowup.record.Signature;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Laboratory values and goals as people read them, the newest first. */
public final class ProgrammeRows {
  private final Words words;
  private final Frame frame;
  private final Patient patient;

  ProgrammeRows(Frame frame, Patient patient) {
    this.frame = frame;
    this.words = frame.words();
    this.patient = patient;
  }

  /**
   * A laboratory value.
   *
   * @param stated the value in the unit the laboratory stated
   * @param converted the same in the other unit
   * @param withdrawn who took it back; empty where it holds
   */
  public record Value(
      String id,
      String date,
      String stated,
      String converted,
      String laboratory,
      String entered,
      String withdrawn) {}

  /**
   * A goal.
   *
   * @param by when it is to be reached; empty for no date
   * @param ended why it holds no more; empty where it holds
   * @param before what holds again where it is withdrawn; empty for nothing
   */
  public record Goal(
      String id, String name, String limit, String by, String set, String ended, String before) {}

  /** A measure to choose. */
  public record Choice(String code, String name) {}

  List<Value> values(List<LaboratoryEntry> entries) {
    return entries.stream()
        .sorted(Comparator.comparing(LaboratoryEntry::at).reversed())
        .map(this::value)
        .toList();
  }

  private Value value(LaboratoryEntry entry) {
    GlycatedHaemoglobin value = entry.value();
    boolean percent = value.unit() == GlycatedHaemoglobin.Unit.PERCENT;
    String inPercent = GlucoseText.decimals(value.percent(), 1) + "\u202f%";
    String inMmol = GlucoseText.decimals(value.mmolPerMol(), 0) + "\u202fmmol/mol";
    return new Value(
        entry.id().toString(),
        TimeText.date(entry.at().atZone(patient.zone()).toLocalDate(), false, words),
        percent ? inPercent : inMmol,
        percent ? inMmol : inPercent,
        entry.laboratory().isEmpty() ? GlucoseText.NONE : entry.laboratory(),
        signed(entry.entered()),
        entry.withdrawn().map(who -> words.say("programme.withdrawn", signed(who))).orElse(""));
  }

  /** Those that hold. */
  List<Goal> goals(List<GoalEntry> all) {
    return GoalEntry.holding(all).stream().map(goal -> goal(goal, "", before(goal, all))).toList();
  }

  private String before(GoalEntry goal, List<GoalEntry> all) {
    List<GoalEntry> others = all.stream().filter(one -> !one.equals(goal)).toList();
    return GoalEntry.holding(others).stream()
        .filter(one -> one.measure() == goal.measure())
        .map(one -> words.say("programme.goal.before", bounded(one)))
        .findFirst()
        .orElse("");
  }

  /** Those that were replaced or withdrawn. */
  List<Goal> earlier(List<GoalEntry> all) {
    Set<GoalEntry> holding = Set.copyOf(GoalEntry.holding(all));
    return all.stream()
        .filter(goal -> !holding.contains(goal))
        .sorted(GoalEntry.AS_SET.reversed())
        .map(
            goal ->
                goal(
                    goal,
                    goal.withdrawn()
                        .map(who -> words.say("programme.withdrawn", signed(who)))
                        .orElseGet(() -> words.say("programme.replaced")),
                    ""))
        .collect(Collectors.toList());
  }

  private Goal goal(GoalEntry goal, String ended, String before) {
    return new Goal(
        goal.id().toString(),
        name(goal.measure()),
        bounded(goal),
        goal.by().map(date -> TimeText.date(date, false, words)).orElse(GlucoseText.NONE),
        signed(goal.set()),
        ended,
        before);
  }

  private String bounded(GoalEntry goal) {
    return words.say(
        goal.measure().wantsMore() ? "programme.at-least" : "programme.at-most", limit(goal));
  }

  private String limit(GoalEntry goal) {
    return switch (goal.measure()) {
      case HBA1C ->
          words.say(
              "programme.both-units",
              GlucoseText.decimals(goal.value(), 1) + "\u202f%",
              GlucoseText.decimals(GlycatedHaemoglobin.mmolPerMolOf(goal.value()), 0)
                  + "\u202fmmol/mol");
      case MEAN ->
          GlucoseText.number(Glucose.mgdl(goal.value()), frame.unit())
              + "\u202f"
              + frame.unit().symbol();
      case GMI -> GlucoseText.decimals(goal.value(), 1) + "\u202f%";
      default -> GlucoseText.shownPercent(Math.rint(goal.value() * 10) / 10);
    };
  }

  List<Choice> choices(List<GoalMeasure> measures) {
    return measures.stream().map(measure -> new Choice(measure.code(), name(measure))).toList();
  }

  private String name(GoalMeasure measure) {
    return words.say("programme.measure." + measure.code());
  }

  private String signed(Signature signature) {
    String who = signature.by().equals("system") ? words.say("programme.system") : signature.by();
    return words.say(
        "programme.signed",
        who,
        TimeText.date(signature.at().atZone(patient.zone()).toLocalDate(), false, words));
  }
}
