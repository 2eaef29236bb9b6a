package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.forecast.outlook.ModelCard.Settings;
import io.efollowup.forecast.outlook.ModelCards.Notice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Training is repeatable, keeps people apart, and its intervals hold what they say. */
class OutlookTrainingTest {

  private static Set<String> people(List<TrainingSubject> part) {
    return part.stream().map(TrainingSubject::person).collect(Collectors.toSet());
  }

  @Test
  void shouldKeepPeopleApart() {
    OutlookTraining.Trained trained = People.trained();

    assertThat(people(trained.training())).hasSize(9);
    assertThat(people(trained.calibrating()))
        .hasSize(3)
        .doesNotContainAnyElementsOf(people(trained.training()));
    assertThat(people(trained.held()))
        .hasSize(3)
        .doesNotContainAnyElementsOf(people(trained.training()))
        .doesNotContainAnyElementsOf(people(trained.calibrating()));
  }

  @Test
  void shouldMeasureBothPartsThatTheNetDoesNotKnow() {
    OutlookTraining.Trained trained = People.trained();
    OutlookTraining.Trained swapped = OutlookTraining.swapped(trained);

    assertThat(swapped.held()).isEqualTo(trained.calibrating());
    assertThat(swapped.calibrating()).isEqualTo(trained.held());
    assertThat(swapped.model().net()).isEqualTo(trained.model().net());
    assertThat(swapped.model().intervals().factors())
        .isNotEqualTo(trained.model().intervals().factors());
  }

  @Test
  void shouldGiveTheSameBytesForTheSameSeed() {
    OutlookTraining.Trained first = People.trained();
    OutlookTraining.Trained second =
        OutlookTraining.train(
            People.of(15, 500), new Settings(8, 1, 0), 5, (stage, done, of) -> {});

    assertThat(ModelFile.write(second.model())).isEqualTo(ModelFile.write(first.model()));
  }

  @Test
  void shouldHoldWhatItsIntervalsSayOnPeopleItDoesNotKnow() {
    OutlookModel model =
        ModelCards.carded(
            People.trained(), List.of(new Notice("made-up", "none needed", "nobody")), "test");

    assertThat(coverage(model, "50")).isBetween(0.40, 0.60);
    assertThat(coverage(model, "80")).isBetween(0.72, 0.88);
    assertThat(coverage(model, "95")).isBetween(0.90, 0.99);
    assertThat(model.card().data())
        .containsExactly(
            new ModelCard.DataSet("made-up", "none needed", "nobody", 15 * 500, 9, 3, 3));
  }

  private static double coverage(OutlookModel model, String level) {
    return model.card().figures().stream()
        .filter(figure -> figure.of().equals("all all coverage " + level + " all"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void shouldSayWhenThereIsTooLittleToLearnFrom() {
    assertThatThrownBy(
            () ->
                OutlookTraining.train(People.of(5, 60), Settings.USUAL, 1, (stage, done, of) -> {}))
        .isInstanceOf(ModelProblem.class)
        .hasMessageContaining("1000 are the fewest");
  }
}
