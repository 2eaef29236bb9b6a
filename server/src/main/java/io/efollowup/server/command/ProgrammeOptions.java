package io.efollowup.server.command;

import io.efollowup.insight.LaboratoryValue;
import io.efollowup.insight.PersonalGoal;
import io.efollowup.server.admin.AdministrationProblem;
import io.efollowup.server.admin.LongReports.Programme;
import io.efollowup.server.csv.GoalText;
import io.efollowup.server.csv.GoalsCsv;
import io.efollowup.server.csv.LaboratoryCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What a ninety-day report knows beside readings. */
final class ProgrammeOptions {
  @Option(
      names = "--laboratory",
      paramLabel = "FILE",
      description =
          "CSV of laboratory values, id,time,test,value,unit, for ninety-day; of a stored patient"
              + " beside those of the record. They are not stored: see record import.")
  private String laboratory;

  @Option(
      names = "--goals",
      paramLabel = "FILE",
      description =
          "CSV of goals set with patients, id,goal,value,unit,by, for ninety-day; of a stored"
              + " patient in place of those of the record. They are not stored.")
  private String goalsFile;

  @Option(
      names = "--goal",
      paramLabel = "measure=value",
      description =
          "A goal set with the patient, for ninety-day; may be given several times: tir, tbr,"
              + " very-low, tar, very-high, cv, gmi, hba1c (tir=70, hba1c=7.0, hba1c=53mmol/mol),"
              + " mean (mean=8.3mmol/L).")
  private List<String> goals = List.of();

  /**
   * Reads the files once; the answer gives each subject's programme.
   *
   * @param zone for times without an offset
   */
  Function<String, Programme> read(ZoneId zone, PrintWriter err) throws IOException {
    Map<String, List<LaboratoryValue>> values = laboratory(zone, err);
    Map<String, List<PersonalGoal>> ofFile = goalsOfFile();
    List<PersonalGoal> ofOptions = goals.stream().map(ProgrammeOptions::goal).toList();
    return id -> {
      if (laboratory != null && !values.containsKey(id)) {
        err.println("efollowup: the laboratory file holds no hba1c of " + id);
      }
      if (goalsFile != null && !ofFile.containsKey(id)) {
        err.println("efollowup: the goals file holds no goals of " + id);
      }
      List<PersonalGoal> all = new ArrayList<>(ofFile.getOrDefault(id, List.of()));
      all.addAll(ofOptions);
      return new Programme(values.getOrDefault(id, List.of()), all);
    };
  }

  /**
   * Looks at the goals without reading any file.
   *
   * @throws AdministrationProblem for one that cannot be understood
   */
  void check() {
    goals.forEach(ProgrammeOptions::goal);
  }

  boolean isStated() {
    return laboratory != null || goalsFile != null || !goals.isEmpty();
  }

  private Map<String, List<LaboratoryValue>> laboratory(ZoneId zone, PrintWriter err)
      throws IOException {
    if (laboratory == null) {
      return Map.of();
    }
    try (Reader reader = FileOptions.open(laboratory)) {
      LaboratoryCsv csv = LaboratoryCsv.read(reader, FileOptions.name(laboratory), zone);
      tellOtherTests(csv, err);
      return csv.values();
    }
  }

  static void tellOtherTests(LaboratoryCsv csv, PrintWriter err) {
    if (csv.otherTests() > 0) {
      err.println(
          "efollowup: %d row(s) are of tests other than hba1c; left out"
              .formatted(csv.otherTests()));
    }
  }

  private Map<String, List<PersonalGoal>> goalsOfFile() throws IOException {
    if (goalsFile == null) {
      return Map.of();
    }
    try (Reader reader = FileOptions.open(goalsFile)) {
      Map<String, List<PersonalGoal>> read = new LinkedHashMap<>();
      GoalsCsv.read(reader, FileOptions.name(goalsFile))
          .forEach((id, rows) -> read.put(id, rows.stream().map(GoalsCsv.Entry::goal).toList()));
      return read;
    }
  }

  private static PersonalGoal goal(String text) {
    try {
      return GoalText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new AdministrationProblem("--goal: " + e.getMessage(), e);
    }
  }
}
