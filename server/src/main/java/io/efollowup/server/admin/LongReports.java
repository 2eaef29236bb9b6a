package io.efollowup.server.admin;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.insight.AgpAnalysis;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.LaboratoryValue;
import io.efollowup.insight.NinetyDayAnalysis;
import io.efollowup.insight.PersonalGoal;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.report.AgpReport;
import io.efollowup.report.AnalysisJson;
import io.efollowup.report.NinetyDayReport;
import io.efollowup.report.ReportOptions;
import io.efollowup.server.admin.Administration.GoalView;
import io.efollowup.server.admin.Administration.LaboratoryView;
import io.efollowup.server.admin.Administration.ReportRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ambulatory glucose profile and the ninety-day report, of stored patients and of traces. */
public final class LongReports {
  /** A laboratory value this long after the last reading still belongs to it. */
  private static final int LABORATORY_DAYS_AFTER = 60;

  private LongReports() {}

  /**
   * What a programme knows beside readings.
   *
   * @param laboratory values in any order
   * @param goals set with the patient
   */
  public record Programme(List<LaboratoryValue> laboratory, List<PersonalGoal> goals) {
    /** Nothing. */
    public static final Programme NONE = new Programme(List.of(), List.of());

    public Programme {
      laboratory = List.copyOf(laboratory);
      goals = List.copyOf(goals);
    }

    static Programme of(List<LaboratoryView> laboratory, List<GoalView> goals) {
      return new Programme(
          laboratory.stream().map(Programme::value).toList(),
          goals.stream().map(Programme::goal).toList());
    }

    private static LaboratoryValue value(LaboratoryView view) {
      return new LaboratoryValue(
          Instant.parse(view.at()),
          new GlycatedHaemoglobin(view.value(), GlycatedHaemoglobin.Unit.valueOf(view.unit())));
    }

    private static PersonalGoal goal(GoalView view) {
      PersonalGoal goal = new PersonalGoal(GoalMeasure.valueOf(view.measure()), view.value());
      return view.by().isEmpty() ? goal : goal.by(LocalDate.parse(view.by()));
    }

    /**
     * This beside another, whose goals stand in place of those about the same measure. A value that
     * both hold of one day counts once.
     */
    Programme with(Programme other, ZoneId zone) {
      Set<GoalMeasure> stated =
          other.goals.stream().map(PersonalGoal::measure).collect(Collectors.toSet());
      return new Programme(
          Stream.concat(
                  laboratory.stream(),
                  other.laboratory.stream().filter(value -> !holds(value, zone)))
              .distinct()
              .toList(),
          Stream.concat(
                  goals.stream().filter(goal -> !stated.contains(goal.measure())),
                  other.goals.stream())
              .toList());
    }

    private boolean holds(LaboratoryValue stated, ZoneId zone) {
      LocalDate day = stated.at().atZone(zone).toLocalDate();
      return laboratory.stream()
          .filter(one -> one.at().atZone(zone).toLocalDate().equals(day))
          .anyMatch(one -> one.value().equals(stated.value()));
    }

    /** The values as they pass through the control endpoint. */
    public List<LaboratoryView> laboratoryViews() {
      return laboratory.stream()
          .map(
              one ->
                  new LaboratoryView(
                      one.at().toString(), one.value().value(), one.value().unit().name(), ""))
          .toList();
    }

    /** The goals as they pass through the control endpoint. */
    public List<GoalView> goalViews() {
      return goals.stream()
          .map(
              goal ->
                  new GoalView(
                      goal.measure().name(),
                      goal.value(),
                      goal.by().map(LocalDate::toString).orElse(""),
                      "",
                      ""))
          .toList();
    }
  }

  /**
   * The report asked for, of a patient of this organisation, with what is stored of their programme
   * and what is stated beside.
   */
  static byte[] document(
      OrganisationRecord record,
      PatientId id,
      ReportRequest request,
      Programme stated,
      Instant now) {
    ReportKind kind = ReportKind.ofCode(request.kind());
    Patient patient = PatientReports.patient(record, id);
    ZoneId zone = patient.zone();
    Targets targets =
        PatientReports.targets(request.targets()).orElseGet(() -> Targets.of(patient.targets()));
    Programme programme = StoredProgramme.of(record, id, targets).with(stated, zone);
    DayRange days =
        kind.period(request.from(), request.to())
            .or(() -> lastDays(kind, record, patient, programme))
            .orElseThrow(() -> new AdministrationProblem("this patient has no readings yet"));
    GlucoseTrace trace =
        record.trace(id, days.start(zone).minus(Duration.ofDays(daysBefore(kind))), days.end(zone));
    GlucoseUnit unit =
        request.unit().isEmpty()
            ? patient.unit()
            : GlucoseUnit.ofSymbol(request.unit()).orElse(patient.unit());
    return document(
        kind,
        new Input(trace, zone, targets, days, programme),
        PatientReports.options(request.language(), unit, request.paper(), id.value(), now),
        ReportFormat.of(request.format()));
  }

  private static int daysBefore(ReportKind kind) {
    return kind == ReportKind.NINETY_DAY ? NinetyDayAnalysis.DAYS_BEFORE : 0;
  }

  private static Optional<DayRange> lastDays(
      ReportKind kind, OrganisationRecord record, Patient patient, Programme programme) {
    return record
        .latestReading(patient.id())
        .map(latest -> latest.reading().at())
        .flatMap(
            last ->
                lastDays(
                    kind,
                    record.trace(
                        patient.id(),
                        last.minus(Duration.ofDays(kind.days() + 1L)),
                        last.plusSeconds(1)),
                    patient.zone(),
                    programme));
  }

  /**
   * The days a report covers where none are stated: those that end with the last reading, or, of a
   * programme, with a laboratory value taken soon after it. Empty for a trace without readings.
   */
  public static Optional<DayRange> lastDays(
      ReportKind kind, GlucoseTrace trace, ZoneId zone, Programme programme) {
    if (kind != ReportKind.NINETY_DAY || trace.isEmpty()) {
      return SevenDayAnalysis.lastDaysOf(trace, zone, kind.days());
    }
    LocalDate reading = trace.at(trace.size() - 1).atZone(zone).toLocalDate();
    LocalDate last =
        programme.laboratory().stream()
            .map(value -> value.at().atZone(zone).toLocalDate())
            .filter(day -> day.isAfter(reading))
            .filter(day -> !day.isAfter(reading.plusDays(LABORATORY_DAYS_AFTER)))
            .max(LocalDate::compareTo)
            .orElse(reading);
    return Optional.of(new DayRange(last.minusDays(kind.days() - 1L), kind.days()));
  }

  /** What a report is made of. */
  public record Input(
      GlucoseTrace trace, ZoneId zone, Targets targets, DayRange days, Programme programme) {}

  /** Writes the report of a trace. */
  public static byte[] document(
      ReportKind kind, Input input, ReportOptions options, ReportFormat format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 17);
    try {
      switch (kind) {
        case AGP -> write(profile(input), options, format, out);
        case NINETY_DAY -> write(ninetyDays(input), options, format, out);
        case SEVEN_DAY -> throw new IllegalArgumentException("a seven-day report is no long one");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written", e);
    }
    return out.toByteArray();
  }

  private static AgpAnalysis profile(Input input) {
    return AgpAnalysis.of(input.trace(), input.zone(), input.targets(), input.days());
  }

  private static void write(
      AgpAnalysis analysis, ReportOptions options, ReportFormat format, OutputStream out)
      throws IOException {
    switch (format) {
      case PDF -> AgpReport.write(analysis, options, out);
      case JSON -> json(ReportKind.AGP, analysis, options, out);
    }
  }

  private static NinetyDayAnalysis ninetyDays(Input input) {
    return NinetyDayAnalysis.of(
        input.trace(),
        input.zone(),
        input.targets(),
        input.days(),
        input.programme().laboratory(),
        checked(input.programme().goals(), input.targets()));
  }

  private static void write(
      NinetyDayAnalysis analysis, ReportOptions options, ReportFormat format, OutputStream out)
      throws IOException {
    switch (format) {
      case PDF -> NinetyDayReport.write(analysis, options, out);
      case JSON -> json(ReportKind.NINETY_DAY, analysis, options, out);
    }
  }

  private static void json(
      ReportKind kind, Record analysis, ReportOptions options, OutputStream out)
      throws IOException {
    AnalysisJson.write(kind.code(), analysis, options.patientLabel(), options.createdAt(), out);
  }

  private static List<PersonalGoal> checked(List<PersonalGoal> goals, Targets targets) {
    if (!goals.stream().allMatch(goal -> StoredProgramme.isJudged(goal.measure(), targets))) {
      throw new AdministrationProblem(
          "--goal very-high: the targets of pregnancy do not tell very high from high; use tar");
    }
    return goals;
  }
}
