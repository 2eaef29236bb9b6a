package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.testkit.process.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training, cards and predictions from the command line, on made-up people. */
class ForecastModelCommandsTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeReadings() throws IOException {
    StringBuilder csv = new StringBuilder("id,time,gl\n");
    for (int person = 0; person < 10; person++) {
      LocalDateTime time = LocalDateTime.of(2020, 1, 1, 0, 0);
      for (int i = 0; i < 700; i++) {
        long mgdl = Math.round(140 + 50 * Math.sin((i + 17 * person) / 11.0) + i * 7919 % 9);
        csv.append("p%d_1,%s:00,%d%n".formatted(person, time.toString().replace('T', ' '), mgdl));
        time = time.plusMinutes(5);
      }
    }
    csv.append("short,2020-01-01 00:00:00,100\n");
    Files.writeString(directory.resolve("readings.csv"), csv);
    Files.writeString(
        directory.resolve("suite.csv"),
        """
        dataset,file,sensor,cadence,rounding,diabetes,person_until,licence,attribution
        one,readings.csv,dexcom,5,whole-mgdl,type-2,_,CC BY 4.0,"Nobody, made up"
        """);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void shouldTrainAModelAndForecastWithIt() throws IOException {
    CommandRun trained = train("a.model");
    assertThat(trained.exit()).as(trained.err()).isZero();
    assertThat(trained.out()).isEmpty();
    assertThat(trained.err()).contains("training, ").contains("wrote ");

    CommandRun card = CommandRun.efollowup("forecast", "card", "--model", file("a.model"));
    assertThat(card.exit()).as(card.err()).isZero();
    assertThat(card.out())
        .contains("\"licence\" : \"CC BY 4.0\"")
        .contains("\"attribution\" : \"Nobody, made up\"")
        .contains("all all coverage 80 all");

    CommandRun predicted = predict("--model", file("a.model"));
    assertThat(predicted.exit()).as(predicted.err()).isZero();
    List<String> rows = predicted.out().lines().toList();
    assertThat(rows).hasSize(1 + 10 * 24 + 1);
    assertThat(rows.getFirst()).startsWith("subject,origin,minutes,unit,mean,median,low50");
    assertThat(rows.get(1)).startsWith("p0_1,2020-01-03T10:15:00Z,5,mg/dL,");
    assertThat(rows.getLast())
        .startsWith("short,2020-01-01T00:00:00Z,,")
        .endsWith(
            "too little to go on: the hour before the last reading has 1 reading(s); 3 are the"
                + " fewest");
    assertThat(rows).allMatch(row -> row.split(",", -1).length == 17);
    shouldMeasureIt();
  }

  private void shouldMeasureIt() {
    CommandRun measured =
        CommandRun.efollowup(
            "forecast",
            "evaluate",
            "--protocol",
            "coverage",
            "--suite",
            file("suite.csv"),
            "--model-file",
            file("a.model"));
    assertThat(measured.exit()).as(measured.err()).isZero();
    assertThat(measured.err()).contains("the model's card names one: figures are partly of people");
    assertThat(measured.out())
        .startsWith("dataset,condition,stratum,measure,level,minutes,value,low,high,cases,people")
        .contains("one,recorded,night,coverage,80,all,")
        .contains("all,age-15,all,rmse,mean,60,")
        .contains("all,recorded,all,brier,above-180,120,");
  }

  private CommandRun train(String out) {
    return CommandRun.efollowup(
        "forecast",
        "train",
        "--data",
        file("suite.csv"),
        "--hidden",
        "4",
        "--draws",
        "1",
        "--out",
        file(out));
  }

  private CommandRun predict(String... more) {
    List<String> words =
        new java.util.ArrayList<>(List.of("forecast", "predict", "--file", file("readings.csv")));
    words.addAll(List.of(more));
    return CommandRun.efollowup(words.toArray(String[]::new));
  }

  @Test
  void shouldForecastWithTheModelThatShips() {
    CommandRun json = predict("--format", "json", "--at", "2020-01-02T00:02:00Z");

    assertThat(json.exit()).as(json.err()).isZero();
    assertThat(json.out())
        .contains("\"origin\" : \"2020-01-02T00:02:00Z\"")
        .contains("\"ageSeconds\" : 120")
        .contains("\"limit\" : \"below-70\"")
        .contains("\"refused\" : \"no-reading\"");
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    Files.writeString(directory.resolve("no.model"), "this is text");

    CommandRun noModel = predict("--model", file("no.model"));
    assertThat(noModel.exit()).isEqualTo(1);
    assertThat(noModel.err()).contains("no.model: this is no forecast model");
    assertThat(predict("--model", file("none.model")).err()).contains("there is no file");
    assertThat(predict("--cadence", "20").exit()).isEqualTo(2);
    assertThat(predict("--at", "yesterday").exit()).isEqualTo(2);
    Files.writeString(
        directory.resolve("suite.csv"), "dataset,file,diabetes\none,readings.csv,some\n");
    CommandRun train = train("b.model");
    assertThat(train.exit()).isEqualTo(1);
    assertThat(train.err())
        .contains("suite.csv: line 2, column 3 (diabetes): is none of none, prediabetes, type-1");
  }

  @Test
  void shouldRefuseToTrainWhatCannotBeWritten() throws IOException {
    Files.createDirectories(directory.resolve("taken"));
    Files.createDirectories(directory.resolve("b.model.unfinished/kept"));

    CommandRun taken = train("taken");
    assertThat(taken.exit()).isEqualTo(1);
    assertThat(taken.err()).contains("is a directory").doesNotContain("training");
    CommandRun blocked = train("b.model");
    assertThat(blocked.exit()).isEqualTo(1);
    assertThat(blocked.err()).contains("nothing can be written").doesNotContain("training");
  }
}
