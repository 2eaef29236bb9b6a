package io.efollowup.server.command;

import io.efollowup.forecast.Basis;
import io.efollowup.forecast.NoPrognosis;
import io.efollowup.forecast.Outlook;
import io.efollowup.forecast.ProbabilisticForecaster;
import io.efollowup.forecast.RecentGlucose;
import io.efollowup.forecast.WearerProfile;
import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.WearerTraits.DiabetesType;
import io.efollowup.forecast.WearerTraits.Rounding;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.server.csv.ReadingsCsv;
import io.efollowup.server.csv.SubjectReadings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code efollowup forecast predict}: the next two hours of each subject of a file. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the next two hours of each subject of a CSV of readings (id,time,gl): mean, median,"
          + " intervals that hold 50, 80 and 95 %, and the risk of lows and highs.",
      "Decision support: never a reason to dose. Times of day are those of --zone or of the"
          + " readings' own offsets."
    })
public final class ForecastPredictCommand implements Callable<Integer> {
  /** How the forecast is printed. */
  enum Format {
    csv,
    json
  }

  private static final Outlook NO_READING =
      new NoPrognosis(
          NoPrognosis.Reason.NO_READING,
          "too little to go on: no row of the subject is a reading",
          new Basis(0, 0, Duration.ZERO, Optional.empty()));

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file (default: the one that ships with the platform).")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--file",
      required = true,
      paramLabel = "READINGS.csv",
      description = "CSV of readings; - for standard input.")
  private String file;

  @Mixin private FileOptions options;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "The origin, with its offset, such as 2026-05-10T08:03:00+08:00 (default: each subject's"
              + " last reading); later readings are not looked at. Times of day are those of the"
              + " subject's readings.")
  private Optional<OffsetDateTime> at = Optional.empty();

  @Option(
      names = "--sensor",
      description = "dexcom, freestyle-libre or medtronic, if known; others count as unknown.")
  private Optional<String> sensor = Optional.empty();

  @Option(
      names = "--diabetes",
      converter = TraitConverters.Diabetes.class,
      description = "none, prediabetes, type-1, type-2 or other, if known.")
  private Optional<DiabetesType> diabetes = Optional.empty();

  @Option(
      names = "--cadence",
      paramLabel = "MINUTES",
      description = "Minutes between readings, 1 to 15 (default: as the readings are).")
  private Optional<Integer> cadence = Optional.empty();

  @Option(
      names = "--rounding",
      converter = TraitConverters.Roundings.class,
      description = "What readings are rounded to: whole-mgdl, tenth-mmol or finer, if known.")
  private Optional<Rounding> rounding = Optional.empty();

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() throws IOException {
    WearerProfile wearer = wearer();
    ProbabilisticForecaster forecaster = ModelFiles.read(model);
    PrintWriter out = new PrintWriter(new BufferedWriter(spec.commandLine().getOut()));
    ReadingsCsv readings = options.read(file, spec.commandLine().getErr());
    List<PrognosisOutput.Subject> subjects = new ArrayList<>();
    for (SubjectReadings subject : readings.subjects()) {
      subjects.add(outlook(subject, forecaster, wearer));
    }
    PrognosisOutput output = new PrognosisOutput(out, options.unit);
    switch (format) {
      case csv -> output.csv(subjects);
      case json -> output.json(subjects);
    }
    out.flush();
    return 0;
  }

  private PrognosisOutput.Subject outlook(
      SubjectReadings subject, ProbabilisticForecaster forecaster, WearerProfile wearer) {
    Optional<OffsetDateTime> origin = origin(subject);
    return new PrognosisOutput.Subject(
        subject.id(),
        origin,
        origin
            .map(at -> forecaster.outlook(new RecentGlucose(subject.trace(), at, wearer)))
            .orElse(NO_READING));
  }

  /** The origin at the subject's own offset then: the one typed in --at names an instant only. */
  private Optional<OffsetDateTime> origin(SubjectReadings subject) {
    Optional<GlucoseReading> last =
        subject.readings().stream()
            .filter(reading -> at.isEmpty() || !reading.at().isAfter(at.get().toInstant()))
            .reduce((one, other) -> other.at().isAfter(one.at()) ? other : one);
    if (at.isEmpty()) {
      return last.map(GlucoseReading::statedAt);
    }
    Instant instant = at.get().toInstant();
    ZoneOffset offset =
        last.map(GlucoseReading::offset)
            .orElseGet(() -> options.zone.getRules().getOffset(instant));
    return Optional.of(instant.atOffset(offset));
  }

  private WearerProfile wearer() {
    try {
      return WearerProfile.of(
          new WearerTraits(
              sensor,
              cadence.isPresent() ? OptionalInt.of(cadence.get()) : OptionalInt.empty(),
              rounding,
              diabetes));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Reads an ISO-8601 time with its offset. */
  static final class TimeConverter implements ITypeConverter<OffsetDateTime> {
    @Override
    public OffsetDateTime convert(String text) {
      try {
        return OffsetDateTime.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException("expected a time such as 2026-05-10T08:03:00+08:00");
      }
    }
  }
}
