package io.efollowup.server.command;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.Targets;
import io.efollowup.report.ReportOptions;
import io.efollowup.server.admin.Administration.ReportRequest;
import io.efollowup.server.admin.AdministrationProblem;
import io.efollowup.server.admin.LongReports;
import io.efollowup.server.admin.LongReports.Programme;
import io.efollowup.server.admin.PatientReports;
import io.efollowup.server.admin.ReportFormat;
import io.efollowup.server.admin.ReportKind;
import io.efollowup.server.csv.SubjectReadings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code efollowup report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Writes the reports of files of readings, one for each of their ids, or of a stored"
            + " patient, as PDF or JSON.")
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Source source;

  /** What the report is about. */
  static final class Source {
    @Parameters(
        paramLabel = "FILE",
        arity = "1..*",
        description = "CSV of readings; - for standard input. Several are read as one.")
    private List<String> files = List.of();

    @Option(names = "--patient", paramLabel = "P", description = "A stored patient.")
    private String patient;
  }

  @Mixin private ReportFileOptions options;
  @Mixin private DataOptions data;
  @Mixin private ProgrammeOptions programme;

  @Option(
      names = "--kind",
      defaultValue = "seven-day",
      description =
          "Which report: seven-day (default), agp (ambulatory glucose profile, 14 days) or"
              + " ninety-day (programme on glycated haemoglobin).")
  private String kind;

  @Option(
      names = "--format",
      paramLabel = "pdf|json",
      defaultValue = "",
      description = "Form of the report (default: by the ending of --out, else pdf).")
  private String format;

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
              + " pregnancy with type 2 diabetes). Default: those of the patient; for a file,"
              + " adult.")
  private String targets;

  @Option(
      names = "--paper",
      paramLabel = "a4|letter",
      defaultValue = "a4",
      description = "Size of the pages (default: ${DEFAULT-VALUE}).")
  private String paper;

  @Option(
      names = "--out",
      paramLabel = "FILE.pdf|FILE.json|DIR/",
      required = true,
      description = "Where to write; a directory gets one file for each subject.")
  private String out;

  @Override
  public Integer call() throws IOException {
    check();
    if (ReportKind.ofCode(kind) != ReportKind.NINETY_DAY && programme.isStated()) {
      throw new AdministrationProblem(
          "--laboratory, --goals and --goal belong to --kind ninety-day");
    }
    return source.patient == null ? ofFiles() : ofPatient();
  }

  /** Values that no report can be made with are wrong usage, found before any file is read. */
  private void check() {
    try {
      ReportKind.ofCode(kind).period(from, to);
      format();
      PatientReports.targets(targets);
      PatientReports.paper(paper);
      programme.check();
    } catch (AdministrationProblem e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (!List.of("zh", "en").contains(language)) {
      throw new ParameterException(spec.commandLine(), "--lang is zh or en");
    }
  }

  private ReportFormat format() {
    return ReportFormat.of(format.isEmpty() && out.endsWith(".json") ? "json" : format);
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
            paper,
            format().ending());
    ReportFiles files = new ReportFiles(out, kind, format());
    Programme known =
        programme.read(options.zone, spec.commandLine().getErr()).apply(source.patient);
    files.write(
        files.of(source.patient),
        data.administer(
            admin ->
                programme.isStated()
                    ? admin.programmeReport(request, known.laboratoryViews(), known.goalViews())
                    : admin.patientReport(request)));
    return 0;
  }

  private int ofFiles() throws IOException {
    List<SubjectReadings> subjects =
        options.read(source.files, spec.commandLine().getErr()).stream()
            .filter(candidate -> subject.isEmpty() || candidate.id().equals(subject))
            .toList();
    ReportFiles files = new ReportFiles(out, kind, format());
    List<SubjectReadings> measured =
        subjects.stream().filter(candidate -> !candidate.readings().isEmpty()).toList();
    if (measured.isEmpty()) {
      throw new AdministrationProblem(
          subject.isEmpty()
              ? "the file holds no readings"
              : "the file holds no readings of subject " + subject);
    }
    if (measured.size() > 1 && !files.isDirectory()) {
      throw new AdministrationProblem(
          "the file holds %d subjects; choose one with --subject, or give a directory: --out %s/"
              .formatted(measured.size(), out.replaceAll("\\.(pdf|json)$", "")));
    }
    Map<String, List<CareEvent>> careEvents =
        CareEventFile.read(Optional.ofNullable(events), options.zone, spec.commandLine().getErr());
    Instant now = Instant.now();
    Optional<DayRange> period = ReportKind.ofCode(kind).period(from, to);
    Function<String, Programme> programmes =
        programme.read(options.zone, spec.commandLine().getErr());
    Targets judgedBy = PatientReports.targets(targets).orElse(Targets.ADULT);
    int written =
        new ReportBatch(files, spec.commandLine().getErr())
            .run(
                measured,
                one ->
                    report(
                        new PatientReports.Subject(
                            one.id(), one.trace(), careEvents.getOrDefault(one.id(), List.of())),
                        period,
                        judgedBy,
                        programmes.apply(one.id()),
                        now));
    return Math.max(written, tellUnmeasured(subjects));
  }

  /** Says who has no report because no row of theirs is a reading; 1 where there is anybody. */
  private int tellUnmeasured(List<SubjectReadings> subjects) {
    List<SubjectReadings> unmeasured =
        subjects.stream().filter(candidate -> candidate.readings().isEmpty()).toList();
    unmeasured.forEach(
        one ->
            spec.commandLine()
                .getErr()
                .println(
                    "efollowup: %s: no row of this subject is a reading; there is no report"
                        .formatted(one.id())));
    return unmeasured.isEmpty() ? 0 : 1;
  }

  private byte[] report(
      PatientReports.Subject one,
      Optional<DayRange> period,
      Targets judgedBy,
      Programme known,
      Instant now) {
    ReportKind asked = ReportKind.ofCode(kind);
    DayRange days =
        period
            .or(() -> LongReports.lastDays(asked, one.trace(), options.zone, known))
            .orElseThrow();
    ReportOptions shown =
        PatientReports.options(
            language, options.shownUnit().orElse(GlucoseUnit.MG_DL), paper, one.label(), now);
    return asked == ReportKind.SEVEN_DAY
        ? PatientReports.document(
            PatientReports.analysis(one, options.zone, judgedBy, days), shown, format())
        : LongReports.document(
            asked,
            new LongReports.Input(one.trace(), options.zone, judgedBy, days, known),
            shown,
            format());
  }
}
