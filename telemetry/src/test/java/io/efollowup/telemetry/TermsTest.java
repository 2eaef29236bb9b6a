package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TermsTest {
  private final Terms terms = Terms.standard();

  @Test
  void shouldKnowTheTermsOfEachListAndOnlyThere() {
    assertThat(terms.isFood("rice-cooked")).isTrue();
    assertThat(terms.isFood("walking")).isFalse();
    assertThat(terms.isActivity("walking")).isTrue();
    assertThat(terms.isActivity("metformin")).isFalse();
    assertThat(terms.isMedication("metformin")).isTrue();
    assertThat(terms.isMedication("rice-cooked")).isFalse();
  }

  @Test
  void shouldHaveOtherInEachList() {
    assertThat(lists()).allSatisfy(list -> assertThat(list).contains(Terms.OTHER));
  }

  @Test
  void shouldWriteAllTermsInLowerCaseWithDashes() {
    assertThat(lists())
        .allSatisfy(
            list ->
                assertThat(list)
                    .hasSizeGreaterThan(25)
                    .allMatch(term -> term.matches("[a-z0-9]+(-[a-z0-9]+)*")));
  }

  @Test
  void shouldNotLetItsListsBeChanged() {
    assertThatThrownBy(() -> terms.foods().add("stone"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private List<Set<String>> lists() {
    return List.of(terms.foods(), terms.activities(), terms.medications());
  }
}
