package io.efollowup.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.testkit.process.CommandRun;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An option of another protocol is refused, not passed over. */
class EvaluationProtocolTest {
  private static Optional<String> refusal(EvaluationProtocol protocol, String... given) {
    return protocol.refusal(Set.of(given)::contains);
  }

  @Test
  void shouldRefuseOptionsOfOtherProtocols() {
    assertThat(refusal(EvaluationProtocol.glucobench, "--seed"))
        .contains("--seed is for --protocol coverage, not for glucobench");
    assertThat(refusal(EvaluationProtocol.clinical, "--model-file")).isPresent();
    assertThat(refusal(EvaluationProtocol.shanghai, "--splits"))
        .contains("--splits is for --protocol glucobench or clinical, not for shanghai");
    for (String option : Set.of("--only", "--model", "--seeds", "--training", "--threads")) {
      assertThat(refusal(EvaluationProtocol.coverage, option)).isPresent();
      assertThat(refusal(EvaluationProtocol.clinical, option)).isEmpty();
    }
  }

  @Test
  void shouldSayWhichPointsTheOthersScore() {
    assertThat(refusal(EvaluationProtocol.coverage, "--stride"))
        .hasValueSatisfying(
            sentence -> assertThat(sentence).contains("coverage every second reading"));
  }

  @Test
  void shouldRefuseTrainingOptionsBesideAModelFile() {
    for (String option : Set.of("--parts", "--hidden", "--draws")) {
      assertThat(refusal(EvaluationProtocol.coverage, "--model-file", option))
          .contains(option + " is of a training; with --model-file nothing is trained");
      assertThat(refusal(EvaluationProtocol.coverage, option)).isEmpty();
    }
    assertThat(refusal(EvaluationProtocol.coverage, "--model-file", "--seed")).isEmpty();
  }

  @Test
  void shouldRefuseOnTheCommandLine() {
    CommandRun run =
        CommandRun.efollowup(
            "forecast", "evaluate", "--protocol", "coverage", "--suite", "none", "--only", "one");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--only is for --protocol glucobench or clinical or shanghai");
  }
}
