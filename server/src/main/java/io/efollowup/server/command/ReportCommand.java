package io.efollowup.server.command;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.server.admin.Administration.ReportRequest;
import io.efollowup.server.admin.AdministrationProblem;
import io.efollowup.server.admin.PatientReports;
import io.efollowup.server.csv.EventsCsv;
import io.efollowup.server.csv.SubjectReadings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code efollowup report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes the report of a file of readings, or of a stored patient, as PDF.")
public final class ReportCommand implements Callable<Integer> {
  private static final int DAYS = 7;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Source source;

  /** What the report is about. */
  static final class Source {
    @Parameters(paramLabel = "FILE", description = "CSV of readings; - for standard input.")
    private String file;

    @Option(names = "--patient", paramLabel = "P", description = "A stored patient.")
    private String patient;
  }

  @Mixin private ReportFileOptions options;
  @Mixin private DataOptions data;

  @Option(
      names = "--kind",
      defaultValue = "seven-day",
      description = "Which report: seven-day (default).")
  private String kind;

  @Option(names = "--events", paramLabel = "FILE", description = "CSV of care events.")
  private String events;

  @Option(
      names = "--subject",
      paramLabel = "ID",
      defaultValue = "",
      description = "Which id of the file (default: all).")
  private String subject;

  @Option(names = "--from", paramLabel = "D", defaultValue = "", description = "First day.")
  private String from;

  @Option(names = "--to", paramLabel = "D", defaultValue = "", description = "Last day.")
  private String to;

  @Option(names = "--lang", defaultValue = "en", description = "zh or en (default: en).")
  private String language;

  @Option(
      names = "--targets",
      paramLabel = "GROUP",
      defaultValue = "",
      description =
          "Ranges and goals: adult, older, pregnancy (with type 1 diabetes) or gestational (also"
              + " pregnancy with type 2 diabetes). Default: those of the patient's limits; for a"
              + " file, adult.")
  private String targets;

  @Option(
      names = "--paper",
      paramLabel = "a4|letter",
      defaultValue = "a4",
      description = "Size of the pages (default: ${DEFAULT-VALUE}).")
  private String paper;

  @Option(
      names = "--out",
      paramLabel = "FILE.pdf|DIR/",
      required = true,
      description = "Where to write; a directory gets one file for each subject.")
  private String out;

  @Override
  public Integer call() throws IOException {
    if (!kind.equals("seven-day")) {
      throw new AdministrationProblem("--kind: this version writes seven-day reports only");
    }
    if (!List.of("zh", "en").contains(language)) {
      throw new AdministrationProblem("--lang is zh or en");
    }
    return source.patient == null ? ofFile() : ofPatient();
  }

  private int ofPatient() throws IOException {
    ReportRequest request =
        new ReportRequest(
            source.patient,
            kind,
            from,
            to,
            language,
            options.shownUnit().map(GlucoseUnit::symbol).orElse(""),
            targets,
            paper);
    write(target(source.patient), data.administer(admin -> admin.patientReport(request)));
    return 0;
  }

  private int ofFile() throws IOException {
    List<SubjectReadings> subjects =
        options.read(source.file, spec.commandLine().getErr()).subjects().stream()
            .filter(candidate -> subject.isEmpty() || candidate.id().equals(subject))
            .toList();
    if (subjects.isEmpty()) {
      throw new AdministrationProblem(
          subject.isEmpty()
              ? "the file holds no readings"
              : "the file holds no readings of subject " + subject);
    }
    if (subjects.size() > 1 && !isDirectory()) {
      throw new AdministrationProblem(
          "the file holds %d subjects; choose one with --subject, or give a directory: --out %s/"
              .formatted(subjects.size(), out.replaceAll("\\.pdf$", "")));
    }
    Map<String, List<CareEvent>> careEvents = careEvents();
    Instant now = Instant.now();
    for (SubjectReadings one : subjects) {
      write(target(one.id()), report(one, careEvents.getOrDefault(one.id(), List.of()), now));
    }
    return 0;
  }

  private byte[] report(SubjectReadings one, List<CareEvent> careEvents, Instant now) {
    GlucoseTrace trace = one.trace();
    DayRange days =
        PatientReports.period(from, to)
            .orElseGet(() -> SevenDayAnalysis.lastDaysOf(trace, options.zone, DAYS).orElseThrow());
    return PatientReports.pdf(
        new PatientReports.Subject(one.id(), trace, careEvents),
        options.zone,
        PatientReports.targets(targets).orElse(Targets.ADULT),
        days,
        PatientReports.options(
            language, options.shownUnit().orElse(GlucoseUnit.MG_DL), paper, one.id(), now));
  }

  private Map<String, List<CareEvent>> careEvents() throws IOException {
    if (events == null) {
      return Map.of();
    }
    try (Reader reader = FileOptions.open(events)) {
      return EventsCsv.read(reader, FileOptions.name(events), options.zone);
    }
  }

  private boolean isDirectory() {
    return out.endsWith("/") || Files.isDirectory(Path.of(out));
  }

  private Path target(String label) {
    return isDirectory()
        ? Path.of(out).resolve(label.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + kind + ".pdf")
        : Path.of(out);
  }

  private static void write(Path file, byte[] pdf) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    Files.write(file, pdf);
  }
}
