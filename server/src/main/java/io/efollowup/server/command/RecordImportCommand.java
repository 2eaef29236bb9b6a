package io.efollowup.server.command;

import io.efollowup.server.admin.Administration.GoalView;
import io.efollowup.server.admin.Administration.ImportView;
import io.efollowup.server.admin.Administration.LaboratoryView;
import io.efollowup.server.admin.Administration.ProgrammeView;
import io.efollowup.server.csv.GoalsCsv;
import io.efollowup.server.csv.LaboratoryCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code efollowup record import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Stores laboratory values and goals of files for patients of the record: all of them, or"
            + " nothing. Read again, nothing is stored twice.")
final class RecordImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--laboratory",
      paramLabel = "FILE",
      description = "CSV of HbA1c: id,time,test,value,unit and, if known, laboratory.")
  private Optional<String> laboratory = Optional.empty();

  @Option(
      names = "--goals",
      paramLabel = "FILE",
      description =
          "CSV of goals set with patients: id,goal,value and, if known, unit, by, set, set_by.")
  private Optional<String> goals = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "Z",
      defaultValue = "UTC",
      converter = FileOptions.ZoneConverter.class,
      description =
          "Zone of times without an offset (default: ${DEFAULT-VALUE}). A date alone is a day of"
              + " the patient's zone.")
  private ZoneId zone;

  @Mixin private DataOptions data;

  @Override
  public Integer call() throws IOException {
    if (laboratory.isEmpty() && goals.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "name a file with --laboratory or --goals, or both");
    }
    Map<String, List<LaboratoryCsv.Entry>> values = values();
    Map<String, List<GoalsCsv.Entry>> set = goals();
    Set<String> ids = new LinkedHashSet<>(values.keySet());
    ids.addAll(set.keySet());
    List<ProgrammeView> all =
        ids.stream()
            .map(
                id ->
                    new ProgrammeView(
                        id,
                        values.getOrDefault(id, List.of()).stream()
                            .map(RecordImportCommand::view)
                            .toList(),
                        set.getOrDefault(id, List.of()).stream()
                            .map(RecordImportCommand::view)
                            .toList()))
            .toList();
    tell(data.administer(admin -> admin.importProgramme(all)));
    return 0;
  }

  private Map<String, List<LaboratoryCsv.Entry>> values() throws IOException {
    if (laboratory.isEmpty()) {
      return Map.of();
    }
    String file = laboratory.get();
    try (Reader reader = FileOptions.open(file)) {
      LaboratoryCsv csv = LaboratoryCsv.read(reader, FileOptions.name(file), zone);
      ProgrammeOptions.tellOtherTests(csv, spec.commandLine().getErr());
      return csv.entries();
    }
  }

  private Map<String, List<GoalsCsv.Entry>> goals() throws IOException {
    if (goals.isEmpty()) {
      return Map.of();
    }
    try (Reader reader = FileOptions.open(goals.get())) {
      return GoalsCsv.read(reader, FileOptions.name(goals.get()));
    }
  }

  static LaboratoryView view(LaboratoryCsv.Entry entry) {
    return new LaboratoryView(
        entry.day().map(LocalDate::toString).orElseGet(() -> entry.value().at().toString()),
        entry.value().value().value(),
        entry.value().value().unit().name(),
        entry.laboratory());
  }

  private static GoalView view(GoalsCsv.Entry entry) {
    return new GoalView(
        entry.goal().measure().name(),
        entry.goal().value(),
        entry.goal().by().map(LocalDate::toString).orElse(""),
        entry.set().map(LocalDate::toString).orElse(""),
        entry.setBy());
  }

  private void tell(ImportView done) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("laboratory values  %,d%n", done.laboratory());
    out.printf("goals              %,d%n", done.goals());
    out.printf("stored before      %,d%n", done.known());
    out.flush();
  }
}
