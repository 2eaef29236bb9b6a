package io.efollowup.glucose.food;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.food.internal.FoodTable;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FoodCatalogueTest {
  private static final double KCAL = 12;
  private final List<Food> foods = FoodCatalogue.standard().foods();

  @Test
  void shouldKnowSeveralHundredFoods() {
    assertThat(foods).hasSizeGreaterThan(400);
  }

  @Test
  void shouldStateTheEnergyThatFollowsFromTheNutrients() {
    assertThat(foods)
        .allSatisfy(
            food -> {
              double energy = food.per100g().energyByFactors();
              assertThat(food.per100g().energyKcal())
                  .as(food.id())
                  .isCloseTo(energy, within(Math.max(KCAL, energy * 0.1)));
            });
  }

  @Test
  void shouldHoldNoMoreThanAHundredGramsInAHundred() {
    assertThat(foods)
        .allSatisfy(food -> assertThat(food.per100g().grams()).as(food.id()).isLessThan(100.5));
  }

  @Test
  void shouldNameAndWeighEveryFood() {
    assertThat(foods)
        .allSatisfy(
            food -> {
              assertThat(food.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
              assertThat(food.english()).isNotBlank();
              assertThat(food.chinese()).matches("\\p{IsHan}+");
              assertThat(food.portions()).as(food.id()).isNotEmpty();
              assertThat(food.portions()).allMatch(portion -> portion.grams() <= 1000);
              assertThat(food.portions().stream().map(Portion::unit)).doesNotHaveDuplicates();
              food.glycaemicIndex()
                  .ifPresent(index -> assertThat(index).as(food.id()).isBetween(0, 110));
            });
  }

  /** A word that meant two foods would make the reading of a note a matter of luck. */
  @Test
  void shouldGiveEachWordOneMeaning() {
    assertThat(words(food -> Stream.concat(Stream.of(food.chinese()), synonyms(food))))
        .doesNotHaveDuplicates();
    assertThat(words(food -> food.englishSynonyms().stream())).doesNotHaveDuplicates();
  }

  private static Stream<String> synonyms(Food food) {
    return food.chineseSynonyms().stream();
  }

  private List<String> words(java.util.function.Function<Food, Stream<String>> of) {
    return foods.stream().flatMap(food -> of.apply(food).distinct()).toList();
  }

  @Test
  void shouldKeepTheTermsThatMessagesUsedBefore() {
    Set<String> ids = new HashSet<>(foods.stream().map(Food::id).toList());
    assertThat(ids).contains("rice-cooked", "dough-stick", "tea-milk", "glucose-tablet", "spirits");
  }

  @Test
  void shouldRefuseTwoFoodsOfOneId() {
    assertThatThrownBy(() -> FoodCatalogue.of(List.of(foods.getFirst(), foods.getFirst())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rice-cooked");
  }

  @Test
  void shouldNameTheLineOfTheTableThatCannotBeRead() {
    assertThatThrownBy(() -> FoodTable.read(new StringReader("# comment\nrice\t米饭\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("14 columns");
  }

  @Test
  void shouldWeighAnAmount() {
    Food rice = FoodCatalogue.standard().find("rice-cooked").orElseThrow();
    assertThat(rice.nutrients(200).carbs()).isCloseTo(2 * rice.per100g().carbs(), within(1e-9));
    assertThat(FoodCatalogue.standard().find("stone")).isEmpty();
  }
}
