package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private static final String CSV =
      "id,time,gl\n"
          + "b,2026-05-10 00:00:00,100\n"
          + "b,2026-05-10 00:05:00,110\n"
          + "b,2026-05-10 00:10:00,120\n";

  @TempDir private Path directory;

  @Test
  void shouldPrintMetricsWithTenSignificantDigitsFromStandardInput() {
    List<String> command = new ArrayList<>(ServerProcess.javaCommand());
    command.addAll(List.of("metrics", "-", "--format", "csv"));

    CommandRun run = CommandRun.of(command, CSV);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines().findFirst()).hasValue("subject,metric,value");
    assertThat(run.out()).contains("b,mean,110").contains("b,sd,10").contains("b,cv,9.090909091");
  }

  @Test
  void shouldPrintPercentilesByTimeOfDay() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), CSV);

    CommandRun run = CommandRun.efollowup("metrics", file.toString(), "--agp");

    assertThat(run.out().lines().findFirst()).hasValue("subject,sec_of_day,n,p05,p25,p50,p75,p95");
    assertThat(run.out()).contains("b,300,1,110,110,110,110,110");
  }

  @Test
  void shouldExitWithTwoForWrongUsageAndOneForFailure() {
    assertThat(CommandRun.efollowup("metrics").exit()).isEqualTo(2);
    assertThat(CommandRun.efollowup("metrics", "a.csv", "--colour").exit()).isEqualTo(2);
    CommandRun missing = CommandRun.efollowup("metrics", "/nonexistent/a.csv");
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("there is no file");
  }

  @Test
  void shouldWriteEachKindOfReport() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), CSV);
    Path laboratory =
        Files.writeString(
            directory.resolve("l.csv"), "id,time,test,value,unit\nb,2026-05-12,hba1c,7.1,%\n");
    for (String kind : List.of("agp", "ninety-day")) {
      Path pdf = directory.resolve(kind + ".pdf");
      List<String> command =
          new ArrayList<>(
              List.of(
                  "report",
                  file.toString(),
                  "--kind",
                  kind,
                  "--paper",
                  "letter",
                  "--targets",
                  "older",
                  "--out",
                  pdf.toString()));
      if (kind.equals("ninety-day")) {
        command.addAll(List.of("--laboratory", laboratory.toString(), "--goal", "tir=50"));
      }
      CommandRun run = CommandRun.efollowup(command.toArray(String[]::new));
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(Files.size(pdf)).isGreaterThan(1000);
    }
    CommandRun misplaced =
        CommandRun.efollowup(
            "report", file.toString(), "--goal", "tir=50", "--out", "/nonexistent/a.pdf");
    assertThat(misplaced.exit()).isEqualTo(1);
    assertThat(misplaced.err()).contains("belong to --kind ninety-day");
  }

  @Test
  void shouldWriteAReportWithoutAServer() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), CSV);
    Path pdf = directory.resolve("a.pdf");

    CommandRun run = CommandRun.efollowup("report", file.toString(), "--out", pdf.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Files.size(pdf)).isGreaterThan(1000);
  }

  @Test
  void shouldStopTheStartAtAnUnknownSetting() {
    CommandRun run =
        CommandRun.efollowup(
            "serve", "--data", directory.resolve("d").toString(), "--set", "portal.prot=1");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("portal.prot").contains("portal.port");
  }

  @Test
  void shouldSayThatNoServerRuns() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), CSV);

    CommandRun run =
        CommandRun.efollowup(
            "replay", file.toString(), "--data", directory.resolve("none").toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("no server runs").contains("efollowup serve");
  }

  @Test
  void shouldReadAPasswordFromStandardInputAndRefuseAShortOne() {
    List<String> command = new ArrayList<>(ServerProcess.javaCommand());
    command.addAll(
        List.of(
            "user",
            "create",
            "nurse.a",
            "--role",
            "nurse",
            "--password-stdin",
            "--data",
            directory.resolve("d").toString()));

    assertThat(CommandRun.of(command, "short\n").err()).contains("at least 8");
    CommandRun made = CommandRun.of(command, "a-long-enough-one\n");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).isEmpty();
    assertThat(CommandRun.of(command, "a-long-enough-one\n").err()).contains("already");
  }

  @Test
  void shouldSetWhatIsKnownOfAPatientAndShowIt() {
    String data = directory.resolve("d").toString();
    CommandRun.efollowup("device", "create", "cgm-a1b2", "--patient", "P-7K3FQ2", "--data", data);
    CommandRun set =
        CommandRun.efollowup(
            "patient",
            "set",
            "P-7K3FQ2",
            "--type",
            "type-1",
            "--unit",
            "mgdl",
            "--limits",
            "54,75,170,250mgdl",
            "--data",
            data);
    CommandRun shown = CommandRun.efollowup("patient", "list", "--data", data);
    CommandRun wrong =
        CommandRun.efollowup("patient", "set", "P-7K3FQ2", "--birth-year", "1850", "--data", data);

    assertThat(set.exit()).as(set.err()).isZero();
    assertThat(set.err()).contains("changed: type, unit, targets");
    assertThat(shown.out().lines().skip(1))
        .singleElement()
        .asString()
        .startsWith("P-7K3FQ2,type-1,,")
        .contains(",mg/dL,own,54,75,170,250,");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("between 1900 and this year");
    assertThat(CommandRun.efollowup("patient", "set", "P-7K3FQ2", "--data", data).exit())
        .isEqualTo(2);
  }

  @Test
  void shouldSetWhatIsDesiredOfADeviceAndPrintItsTwin() {
    String data = directory.resolve("d").toString();
    CommandRun.efollowup("device", "create", "cgm-a1b2", "--data", data);
    CommandRun set =
        CommandRun.efollowup(
            "device",
            "twin",
            "cgm-a1b2",
            "--desired",
            "{\"samplingIntervalSeconds\":300}",
            "--data",
            data);
    CommandRun shown = CommandRun.efollowup("device", "twin", "cgm-a1b2", "--data", data);
    CommandRun wrong =
        CommandRun.efollowup("device", "twin", "cgm-a1b2", "--desired", "[]", "--data", data);

    assertThat(set.exit()).as(set.err()).isZero();
    assertThat(shown.out()).isEqualTo(set.out()).contains("\"samplingIntervalSeconds\":300");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("not a JSON object");
    assertThat(CommandRun.efollowup("device", "twin", "x", "--data", data).err())
        .contains("there is no device");
  }
}
