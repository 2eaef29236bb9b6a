package io.efollowup.server.command;

import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.AdministrationProblem;
import io.efollowup.server.config.Settings;
import io.efollowup.server.csv.ReadingsCsv;
import io.efollowup.server.csv.SubjectReadings;
import io.efollowup.server.device.HubAddress;
import io.efollowup.server.replay.Pace;
import io.efollowup.server.replay.Rebase;
import io.efollowup.server.replay.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code efollowup replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Sends a CSV file of readings through the running hub as devices would, one device and one"
            + " pseudonymous patient for each id. Returns when everything is in the record.")
public final class ReplayCommand implements Callable<Integer> {
  private static final Duration DRAIN = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "CSV of readings; - for standard input.")
  private String file;

  @Mixin private FileOptions options;
  @Mixin private DataOptions data;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      defaultValue = "max",
      converter = PaceConverter.class,
      description = "Recorded seconds a second, or max (default).")
  private Pace pace;

  @Option(names = "--rebase", description = "Moves all times by whole days so that they end now.")
  private boolean rebase;

  @Override
  public Integer call() throws IOException, InterruptedException {
    InstantSource clock = InstantSource.system();
    ReadingsCsv readings = options.read(file, spec.commandLine().getErr());
    List<SubjectReadings> subjects =
        rebase ? Rebase.toEndBefore(clock.instant(), readings.subjects()) : readings.subjects();
    Administration administration = data.running();
    String certificate = data.configuration().get(Settings.TLS_CERTIFICATE);
    HubAddress hub =
        HubAddress.of(
            data.directory(),
            certificate.isEmpty() ? Optional.empty() : Optional.of(Path.of(certificate)));
    List<Replay.Outcome> outcomes;
    try (Progress progress = Progress.of("sending", readings.size())) {
      outcomes =
          new Replay(administration, hub, pace, clock, progress::add)
              .run(subjects, options.zone.getId(), options.unit.symbol());
    }
    if (!administration.drain(DRAIN.toMillis())) {
      throw new AdministrationProblem(
          "everything is acknowledged and safe, but not all of it is in the record yet; see: efollowup record status");
    }
    print(outcomes);
    return 0;
  }

  private void print(List<Replay.Outcome> outcomes) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("id,device,patient,sent,acknowledged");
    for (Replay.Outcome outcome : outcomes) {
      out.println(
          String.join(
              ",",
              CsvText.field(outcome.target().subject()),
              outcome.target().device(),
              outcome.target().patient(),
              Long.toString(outcome.sent()),
              Long.toString(outcome.acknowledged())));
    }
    out.flush();
  }

  /** Reads a number or {@code max}. */
  static final class PaceConverter implements ITypeConverter<Pace> {
    @Override
    public Pace convert(String text) {
      try {
        return text.equals("max") ? Pace.MAX : new Pace(Double.parseDouble(text));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("expected a number above zero, or max");
      }
    }
  }
}
