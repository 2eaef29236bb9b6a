package io.efollowup.server.command;

import io.efollowup.glucose.metrics.GlucoseMetrics;
import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.Administration.AccountRequest;
import io.efollowup.server.admin.Administration.ReportRequest;
import io.efollowup.server.admin.NewPassword;
import io.efollowup.server.admin.ReportKind;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.csv.SubjectReadings;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.data.TemporaryDirectory;
import io.efollowup.server.demo.SimulatedFile;
import io.efollowup.server.device.HubAddress;
import io.efollowup.server.platform.Platform;
import io.efollowup.server.replay.Pace;
import io.efollowup.server.replay.RecordedSubject;
import io.efollowup.server.replay.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code efollowup rehearse}: one short run of everything in a directory of its own, so that the
 * build can archive the classes a start needs.
 */
@Command(name = "rehearse", hidden = true, description = "Rehearses a start, for the build.")
public final class RehearseCommand implements Callable<Integer> {
  private static final List<String> ANY_PORTS =
      List.of("portal.port=0", "hub.https.port=0", "hub.amqps.port=0", "hub.mqtts.port=0");

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (TemporaryDirectory root = TemporaryDirectory.create();
        Platform platform =
            Platform.start(
                DataDirectory.choose(Optional.of(root.path()), Map.of()),
                Configuration.read(Optional.empty(), Map.of(), ANY_PORTS),
                Map.of())) {
      rehearse(platform);
      rehearseMetrics(root.path());
      return 0;
    }
  }

  private static void rehearseMetrics(Path directory) throws IOException {
    Path file = directory.resolve("rehearsal.csv");
    Files.writeString(file, "id,time,gl\na,2026-05-10 08:00:00,110\na,2026-05-10 08:05:00,112\n");
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    new CommandLine(new MetricsCommand())
        .setOut(nowhere)
        .setErr(nowhere)
        .execute(file.toString(), "--format", "csv");
  }

  private static void rehearse(Platform platform) throws IOException, InterruptedException {
    InstantSource clock = InstantSource.system();
    Administration administration = platform.administration();
    HubAddress hub = HubAddress.of(platform.stores().directory(), Optional.empty());
    List<SubjectReadings> subjects = SimulatedFile.readings(1, 2, clock.instant());
    GlucoseMetrics.of(subjects.getFirst().trace(), ZoneOffset.UTC);
    List<Replay.Outcome> outcomes =
        new Replay(administration, hub, Pace.MAX, clock, ignored -> {})
            .run(subjects.stream().map(RecordedSubject::of).toList(), "UTC", "mmol/L");
    administration.drain(10_000);
    administration.status();
    String patient = outcomes.getFirst().target().patient();
    for (ReportKind kind : ReportKind.values()) {
      administration.patientReport(new ReportRequest(patient, kind.code(), "", "", "en", "mmol/L"));
    }
    String password = NewPassword.random();
    administration.createAccount(new AccountRequest("rehearsal", "doctor", password, "", "en"));
    HttpRequest signIn =
        HttpRequest.newBuilder(URI.create(platform.portalAddress() + "/api/v1/session"))
            .header("Content-Type", "application/json")
            .header("Origin", platform.portalAddress())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"user\":\"rehearsal\",\"password\":\"%s\"}".formatted(password)))
            .build();
    HttpResponse<String> answer = hub.http().send(signIn, HttpResponse.BodyHandlers.ofString());
    String cookie =
        answer.headers().firstValue("set-cookie").map(c -> c.split(";", 2)[0]).orElse("");
    for (String page : List.of("/", "/patients", "/api/v1/patients", "/health/ready")) {
      hub.http()
          .send(
              HttpRequest.newBuilder(URI.create(platform.portalAddress() + page))
                  .header("Cookie", cookie)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    }
  }
}
