package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.efollowup.testkit.process.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark from the command line, on made-up data sets. */
class ForecastEvaluateTest {
  private static final String COLUMNS =
      "dataset,training,model,split,seed,reduction,mse,mae,windows";

  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    writeSuite(60);
    Files.writeString(
        directory.resolve("splits.csv"),
        "dataset,seed,ood_subject_ids\none,1,c\none,2,a\ntwo,1,b\ntwo,2,c\n");
    writeReadings("sets/one.csv", 20);
    writeReadings("sets/two.csv", 50);
  }

  private void writeSuite(int maxInput) throws IOException {
    Files.createDirectories(directory.resolve("sets"));
    Files.writeString(
        directory.resolve("suite.csv"),
        """
        dataset,file,gap,min_readings,segment,max_input,lags,drop_ids,drop_row
        one,sets/one.csv,45,100,40,%1$d,12,,
        two,sets/two.csv,30,100,40,%1$d,6,,
        """
            .formatted(maxInput));
  }

  private void writeReadings(String file, double swing) throws IOException {
    StringBuilder csv = new StringBuilder("id,time,gl\n");
    for (String id : List.of("a", "b", "c")) {
      LocalDateTime time = LocalDateTime.of(2020, 1, 1, 0, 0);
      for (int i = 0; i < 300; i++) {
        long mgdl = Math.round(140 + swing * Math.sin(i / 11.0) + i * 7919 % 5);
        csv.append("%s,%s:00,%d%n".formatted(id, time.toString().replace('T', ' '), mgdl));
        time = time.plusMinutes(5);
      }
    }
    Files.writeString(directory.resolve(file), csv);
  }

  private CommandRun evaluate(String... more) {
    return onSplits("glucobench", more);
  }

  private CommandRun onSplits(String protocol, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "forecast",
                "evaluate",
                "--protocol",
                protocol,
                "--suite",
                directory.resolve("suite.csv").toString(),
                "--splits",
                directory.resolve("splits.csv").toString()));
    words.addAll(List.of(more));
    return CommandRun.efollowup(words.toArray(String[]::new));
  }

  @Test
  void shouldPrintEachSeedAndTheAverages() {
    CommandRun run =
        evaluate("--model", "lad", "--seeds", "1,2", "--training", "both", "--format", "csv");

    assertThat(run.exit()).as(run.err()).isZero();
    List<String> rows = run.out().lines().toList();
    assertThat(rows.getFirst()).isEqualTo(COLUMNS);
    // 2 sets, 2 trainings, 2 splits, 4 reductions; 2 seeds and their average.
    assertThat(rows).hasSize(1 + 2 * 2 * 2 * 4 * 3);
    assertThat(rows).anyMatch(row -> row.startsWith("two,pooled,lad,OD,2,step60,"));
    assertThat(field(rows, "one,own,lad,ID,all,mean,", 6))
        .isCloseTo(
            (field(rows, "one,own,lad,ID,1,mean,", 6) + field(rows, "one,own,lad,ID,2,mean,", 6))
                / 2,
            withinPercentage(0.001));
    assertThat(run.err()).contains("seed 2, lad, pooled: done");
  }

  @Test
  void shouldScoreOneDataSetAtEveryPoint() {
    CommandRun run =
        evaluate("--model", "persistence", "--seeds", "1", "--only", "two", "--stride", "1");

    assertThat(run.exit()).as(run.err()).isZero();
    List<String> rows = run.out().lines().skip(1).toList();
    assertThat(rows).allMatch(row -> row.startsWith("two,own,persistence,"));
    // 300 points a subject: 100 of it tested (60 looked back on), all 300 where it is not trained
    // on.
    assertThat(field(rows, "two,own,persistence,ID,1,median,", 8)).isEqualTo(2 * 29);
    assertThat(field(rows, "two,own,persistence,OD,1,median,", 8)).isEqualTo(229);
  }

  @Test
  void shouldTrainOnTheOtherSetsForWearersOfWhomNothingIsKnown() {
    CommandRun run = evaluate("--model", "lad", "--seeds", "1", "--training", "others");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines()).anyMatch(row -> row.startsWith("one,others,lad,OD,1,median,"));
    assertThat(run.out().lines()).anyMatch(row -> row.startsWith("two,others,lad,ID,1,mean,"));
  }

  @Test
  void shouldJudgeForecastsClinically() {
    CommandRun run = onSplits("clinical", "--model", "lad", "--seeds", "1,2", "--training", "both");

    assertThat(run.exit()).as(run.err()).isZero();
    List<String> rows = run.out().lines().toList();
    assertThat(rows.getFirst())
        .isEqualTo(
            "dataset,training,model,split,minutes,measure,group,threshold,value,low,high,n,"
                + "patients");
    assertThat(rows).anyMatch(row -> row.startsWith("one,own,lad,ID,15,mard,all,,"));
    assertThat(rows).anyMatch(row -> row.startsWith("two,pooled,lad,OD,60,rmse,181-250,,"));
    // Two seeds keep out c and a: two patients, each with 300 points of which 60 are looked back
    // on and 17 followed.
    assertThat(field(rows, "one,own,lad,OD,30,mae,all,", 11)).isEqualTo(2 * 224);
    assertThat(field(rows, "one,own,lad,OD,30,mae,all,", 12)).isEqualTo(2);
    double zones = 0;
    for (String zone : List.of("A", "B", "C", "D", "E")) {
      zones += field(rows, "two,own,lad,ID,60,clarke,%s,".formatted(zone), 8);
    }
    assertThat(zones).isCloseTo(100, withinPercentage(0.001));
    assertThat(field(rows, "two,own,lad,ID,30,recall,above-180,0,", 8)).isBetween(0.0, 1.0);
    assertThat(onSplits("clinical", "--seeds", "1", "--stride", "1").exit()).isEqualTo(2);
    assertThat(onSplits("clinical", "--seeds", "1", "--model", "outlook").err())
        .contains("--training pooled");
  }

  @Test
  void shouldSplitByTime() throws IOException {
    CommandRun run = byTime("--model", "linear", "--seeds", "1", "--only", "two");

    assertThat(run.exit()).as(run.err()).isZero();
    List<String> rows = run.out().lines().toList();
    assertThat(rows.getFirst())
        .isEqualTo("dataset,training,model,points,seed,minutes,rmse,mae,subjects,windows");
    // A fifth of 300 points is looked back on whole: no window is left with 60 points before it.
    assertThat(rows).hasSize(1);

    writeSuite(20);
    rows = byTime("--model", "linear", "--seeds", "1,2").out().lines().toList();
    // 2 sets, 2 kinds of points, 2 times ahead; 2 seeds and their average.
    assertThat(rows).hasSize(1 + 2 * 2 * 2 * 3);
    // Readings are five minutes apart, so every point is one.
    assertThat(field(rows, "one,own,linear,readings,all,30,", 9))
        .isEqualTo(2 * 3 * (60 - 20 - 12 + 1));
    assertThat(field(rows, "one,own,linear,grid,1,60,", 6)).isPositive();
    assertThat(byTime("--splits", "splits.csv").exit()).isEqualTo(2);
    assertThat(byTime("--training", "others").exit()).isEqualTo(2);
  }

  private CommandRun byTime(String... more) {
    List<String> words =
        new ArrayList<>(List.of("forecast", "evaluate", "--protocol", "shanghai", "--suite"));
    words.add(directory.resolve("suite.csv").toString());
    words.addAll(List.of(more));
    return CommandRun.efollowup(words.toArray(String[]::new));
  }

  @Test
  void shouldSayWhatIsWrong() {
    CommandRun model = evaluate("--model", "oracle", "--seeds", "1");
    assertThat(model.exit()).isEqualTo(2);
    assertThat(model.err()).contains("there are persistence, ar2, linear, lad, boosting, ensemble");
    CommandRun seed = evaluate("--model", "ar2", "--seeds", "3");
    assertThat(seed.exit()).isEqualTo(1);
    assertThat(seed.err()).contains("no seed 3 of one");
    assertThat(evaluate("--seeds", "3-1").exit()).isEqualTo(2);
    assertThat(evaluate("--only", "three", "--seeds", "1").exit()).isEqualTo(2);
  }

  private static double field(List<String> rows, String start, int column) {
    return rows.stream()
        .filter(row -> row.startsWith(start))
        .mapToDouble(row -> Double.parseDouble(row.split(",", -1)[column]))
        .findFirst()
        .orElseThrow();
  }
}
