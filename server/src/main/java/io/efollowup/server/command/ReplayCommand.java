package io.efollowup.server.command;

import io.efollowup.glucose.CareEvent;
import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.AdministrationProblem;
import io.efollowup.server.config.Settings;
import io.efollowup.server.csv.ReadingsCsv;
import io.efollowup.server.csv.SubjectReadings;
import io.efollowup.server.device.HubAddress;
import io.efollowup.server.replay.Pace;
import io.efollowup.server.replay.Rebase;
import io.efollowup.server.replay.RecordedSubject;
import io.efollowup.server.replay.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        "Sends a CSV file of readings, and of care events, through the running hub as devices"
            + " would, one device and one pseudonymous patient for each id. Returns when everything"
            + " is in the record. Sent again, nothing is stored twice.")
public final class ReplayCommand implements Callable<Integer> {
  private static final Duration DRAIN = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "CSV of readings; - for standard input.")
  private String file;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "CSV of care events of the same ids, sent beside the readings.")
  private String events;

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
    List<RecordedSubject> recorded = withEvents(readings.subjects());
    List<RecordedSubject> subjects =
        rebase ? Rebase.toEndBefore(clock.instant(), recorded) : recorded;
    Administration administration = data.running();
    String certificate = data.configuration().get(Settings.TLS_CERTIFICATE);
    HubAddress hub =
        HubAddress.of(
            data.directory(),
            certificate.isEmpty() ? Optional.empty() : Optional.of(Path.of(certificate)));
    List<Replay.Outcome> outcomes;
    try (Progress progress =
        Progress.of("sending", subjects.stream().mapToLong(RecordedSubject::size).sum())) {
      outcomes =
          new Replay(administration, hub, pace, clock, progress::add)
              .run(subjects, options.zone.getId(), options.unit.symbol());
    }
    if (!administration.drain(DRAIN.toMillis())) {
      throw new AdministrationProblem(
          "everything is acknowledged and safe, but not all of it is in the record yet; see:"
              + " efollowup record status");
    }
    print(outcomes);
    return 0;
  }

  /** Joins the events to their subjects; an event of nobody is an error, since it would be lost. */
  private List<RecordedSubject> withEvents(List<SubjectReadings> subjects) throws IOException {
    Map<String, List<CareEvent>> careEvents =
        CareEventFile.read(Optional.ofNullable(events), options.zone, spec.commandLine().getErr());
    Set<String> strangers = new TreeSet<>(careEvents.keySet());
    subjects.forEach(subject -> strangers.remove(subject.id()));
    if (!strangers.isEmpty()) {
      throw new AdministrationProblem(
          "%s: %d id(s) have events and no row in %s, the first of them %s; nothing was sent"
              .formatted(
                  FileOptions.name(events),
                  strangers.size(),
                  FileOptions.name(file),
                  strangers.iterator().next()));
    }
    return subjects.stream()
        .map(
            subject ->
                new RecordedSubject(
                    subject.id(),
                    subject.readings(),
                    careEvents.getOrDefault(subject.id(), List.of())))
        .toList();
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
