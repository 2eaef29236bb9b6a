package io.efollowup.server.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.Administration.StatusView;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code efollowup record}: the clinical record as a whole. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    subcommands = RecordImportCommand.class,
    description = "The clinical record as a whole.")
public final class RecordCommand {
  @Spec private CommandSpec spec;

  /** How the counts are printed. */
  enum Format {
    table,
    json
  }

  @Command(mixinStandardHelpOptions = true, description = "Counts what the record holds.")
  int status(
      @Mixin DataOptions data,
      @Option(
              names = "--format",
              defaultValue = "table",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format)
      throws JsonProcessingException {
    StatusView status = data.administer(Administration::status);
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case json -> out.println(new ObjectMapper().writeValueAsString(status));
      case table -> printTable(status, out);
    }
    out.flush();
    return 0;
  }

  private static void printTable(StatusView status, PrintWriter out) {
    out.printf("patients  %,12d%n", status.patients());
    out.printf("readings  %,12d%n", status.readings());
    out.printf("events    %,12d%n", status.events());
    out.printf("alarms    %,12d%n", status.alarms());
    out.printf("held      %,12d  (of no patient yet)%n", status.held());
    out.printf("lag       %,12d  (acknowledged, not yet in the record)%n", status.lag());
    status.refused().forEach((reason, count) -> out.printf("refused   %,12d  %s%n", count, reason));
  }
}
