package io.efollowup.server.command;

import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.Administration.PatientView;
import io.efollowup.server.admin.Administration.ProfileRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code efollowup patient}: what is known of patients, and what they are judged by. */
@Command(
    name = "patient",
    mixinStandardHelpOptions = true,
    description = "Shows, lists and changes what is known of patients and what they are judged by.")
public final class PatientCommand {
  private static final String HEADER =
      "id,type,birth_year,zone,unit,targets,very_low,low,high,very_high,created";

  @Spec private CommandSpec spec;

  @Command(mixinStandardHelpOptions = true, description = "Lists all patients as CSV.")
  int list(@Mixin DataOptions data) {
    print(HEADER);
    data.administer(Administration::patients).forEach(patient -> print(line(patient)));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows one patient; limits are in the unit the patient reads.")
  int show(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "P", description = "Pseudonym.") String patient) {
    PatientView view = data.administer(admin -> admin.patient(patient));
    return print(HEADER, line(view));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Changes a patient. The list, pages and reports judge by it from then on, past days too;"
              + " alarms that were raised stay.")
  int set(
      @Mixin DataOptions data,
      @Parameters(paramLabel = "P", description = "Pseudonym.") String patient,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              defaultValue = "",
              description = "type-1, type-2, gestational, other, none or unknown.")
          String type,
      @Option(
              names = "--birth-year",
              paramLabel = "N|none",
              defaultValue = "",
              description = "Year of birth; none forgets it.")
          String birthYear,
      @Option(
              names = "--zone",
              paramLabel = "Z",
              defaultValue = "",
              description = "IANA zone the patient's days are counted in.")
          String zone,
      @Option(
              names = "--unit",
              paramLabel = "mgdl|mmol",
              defaultValue = "",
              description = "The unit the patient reads.")
          String unit,
      @Option(
              names = "--targets",
              paramLabel = "GROUP",
              defaultValue = "",
              description =
                  "Ranges and goals: adult, older, pregnancy (with type 1 diabetes) or gestational"
                      + " (also pregnancy with type 2 diabetes).")
          String targets,
      @Option(
              names = "--limits",
              paramLabel = "N,N,N,N(mgdl|mmol)",
              defaultValue = "",
              description =
                  "Limits of the patient's own with their unit, such as 54,75,170,250mgdl or"
                      + " 3.0,4.2,9.4,13.9mmol: very low, low, high, very high. They have no general"
                      + " goals.")
          String limits) {
    if (Stream.of(type, birthYear, zone, unit, targets, limits).allMatch(String::isEmpty)) {
      throw new ParameterException(
          spec.subcommands().get("set"),
          "state what to set: --type, --birth-year, --zone, --unit, --targets or --limits");
    }
    var change = new ProfileRequest(type, birthYear, zone, unit, targets, limits);
    List<String> changed = data.administer(admin -> admin.changePatient(patient, change));
    spec.commandLine()
        .getErr()
        .println(
            changed.isEmpty()
                ? "efollowup: nothing to change: all of it stands so already"
                : "efollowup: changed: " + String.join(", ", changed));
    return 0;
  }

  private static String line(PatientView patient) {
    return String.join(
        ",",
        patient.id(),
        patient.type(),
        patient.birthYear(),
        patient.zone(),
        patient.unit(),
        patient.targets(),
        number(patient.veryLow()),
        number(patient.low()),
        number(patient.high()),
        number(patient.veryHigh()),
        patient.createdAt());
  }

  private static String number(double limit) {
    return limit == Math.rint(limit) && limit >= 20
        ? Long.toString(Math.round(limit))
        : Double.toString(limit);
  }

  private int print(String... lines) {
    PrintWriter out = spec.commandLine().getOut();
    for (String line : lines) {
      out.println(line);
    }
    out.flush();
    return 0;
  }
}
