package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The model that ships is whole, says where it comes from, and holds what it says. */
class DefaultModelTest {

  @Test
  void shouldBeOfTheDataItsCardNames() {
    OutlookModel model = DefaultModel.read();

    assertThat(model.card().weightsSha256()).isEqualTo(ModelFile.weightsSha256(model));
    assertThat(model.card().data())
        .extracting(ModelCard.DataSet::name)
        .containsExactly("colas", "hall", "shanghai-t1", "shanghai-t2");
    assertThat(model.card().data())
        .allMatch(set -> set.licence().equals("CC BY 4.0") && !set.attribution().isBlank());
  }

  @Test
  void shouldStayCloseToMadeUpPeopleItNeverSaw() {
    OutlookEvaluation evaluation = new OutlookEvaluation(java.util.List.of(Condition.RECORDED), 5);
    evaluation.add(DefaultModel.read(), People.of(5, 500));

    assertThat(evaluation.measures(1))
        .filteredOn(
            measure ->
                measure.dataset().equals("all")
                    && measure.stratum().equals("all")
                    && measure.measure().equals("mae")
                    && measure.minutes().equals("30"))
        .singleElement()
        .satisfies(measure -> assertThat(measure.value()).isLessThan(20));
  }
}
