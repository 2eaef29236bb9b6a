package io.efollowup.glucose.food;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.food.FoodAmount.Basis;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoodIndexTest {
  private static final FoodIndex INDEX = FoodIndex.of(FoodCatalogue.standard());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Steamed bread 50 g, egg 1, milk 200 ml | bun-steamed 50 egg 50 milk 200",
        "馒头50g，鸡蛋1个，牛奶200毫升 | bun-steamed 50 egg 50 milk 200",
        "米饭一碗、 | rice-cooked 200",
        "半碗小米粥 | millet-porridge 150",
        "米饭二两 | rice-cooked 100",
        "米饭一两半 | rice-cooked 75",
        "一斤半米饭 | rice-cooked 750",
        "米饭一碗半 | rice-cooked 300",
        "米饭两两 | rice-cooked 100",
        "2 slices of bread; a cup of milk | bread-white 60 milk 240",
        "100 g rice 50 g spinach | rice-cooked 100 spinach 50",
        "Fried shrimps 80 g | shrimp 80",
        "Soya drink 250 ml | soy-milk-sweet 250",
        "三黄鸡50g | chicken 50",
        "八宝粥200g | porridge-multigrain 200",
        "三明治1个 | sandwich 150",
        "米饭100ｇ | rice-cooked 100",
      })
  void shouldFindFoodsWithTheirAmounts(String note, String expected) {
    assertThat(summary(INDEX.read(note))).isEqualTo(expected.strip());
    assertThat(INDEX.read(note).isComplete()).isTrue();
  }

  @Test
  void shouldTakeTheLongestWordItKnows() {
    assertThat(terms("番茄炒蛋100g")).containsExactly("egg-tomato");
    assertThat(terms("番茄炒鱼片100g")).containsExactly("tomato", "fish");
    assertThat(terms("green bean sprouts with green pepper 90 g"))
        .containsExactly("bean-sprouts", "green-pepper");
  }

  @Test
  void shouldDivideTheAmountOfADishAmongWhatItIsMadeOf() {
    FoodNote note = INDEX.read("Shredded pork with green pepper and carrot 105 g");
    assertThat(summary(note)).isEqualTo("pork 35 green-pepper 35 carrot 35");
    assertThat(note.foods()).allMatch(food -> food.basis() == Basis.SHARED);
    assertThat(summary(INDEX.read("Egg yolk, chicken wing and fish 90 g")))
        .isEqualTo("egg-yolk 30 chicken-wing 30 fish 30");
  }

  @Test
  void shouldReportWhatItDoesNotKnowAndStillReadTheRest() {
    FoodNote note = INDEX.read("Rice 100 g, zorblax 50 g");
    assertThat(summary(note)).isEqualTo("rice-cooked 100");
    assertThat(note.unknown()).containsExactly("zorblax");
    assertThat(note.isComplete()).isFalse();
    assertThat(INDEX.read("米饭100g，喵喵50g").unknown()).containsExactly("喵喵");
    assertThat(INDEX.read("data not available").foods()).isEmpty();
  }

  @Test
  void shouldNotInventAnAmount() {
    assertThat(INDEX.read("rice").foods().getFirst().grams()).isEmpty();
    assertThat(INDEX.read("sugar").foods().getFirst().basis()).isEqualTo(Basis.UNKNOWN);
    // A hundred pork chops are a slip of the pen, not a meal.
    assertThat(INDEX.read("pork chop 100").foods().getFirst().grams()).isEmpty();
    assertThat(INDEX.read("rice, milk 200 ml").foods().getFirst().grams()).isEmpty();
    assertThat(INDEX.read("rice and 1 egg").isComplete()).isFalse();
  }

  @Test
  void shouldSumWhatTheFoodsGive() {
    Nutrients meal = INDEX.read("米饭200g，牛奶250ml").nutrients();
    assertThat(meal.carbs()).isCloseTo(2 * 25.6 + 2.5 * 4.9, within(1e-9));
    assertThat(INDEX.read("").nutrients()).isEqualTo(Nutrients.NONE);
  }

  @Test
  void shouldFindEveryFoodByEachOfItsWords() {
    for (Food food : FoodCatalogue.standard().foods()) {
      assertThat(terms(food.chinese() + "100克")).as(food.id()).containsExactly(food.id());
      assertThat(terms(food.english() + " 100 g")).as(food.id()).contains(food.id());
    }
  }

  @Property
  void shouldReadAnyText(@ForAll("notes") String note) {
    assertThat(INDEX.read(note).nutrients().carbs()).isFinite().isNotNegative();
  }

  @Provide
  Arbitrary<String> notes() {
    Arbitrary<String> parts =
        Arbitraries.oneOf(
            Arbitraries.of(
                "rice",
                "米饭",
                "100",
                "g",
                " ",
                "\n",
                "，",
                "一碗",
                "and",
                "半",
                "½",
                "1e9",
                ".",
                "碗",
                "999999999999999999999",
                "kg",
                "十",
                "0",
                "-1"),
            Arbitraries.strings().ofMaxLength(8));
    return parts.list().ofMaxSize(12).map(list -> String.join("", list));
  }

  private static List<String> terms(String note) {
    return INDEX.read(note).foods().stream().map(food -> food.food().id()).toList();
  }

  private static String summary(FoodNote note) {
    StringBuilder text = new StringBuilder();
    for (FoodAmount food : note.foods()) {
      text.append(text.isEmpty() ? "" : " ")
          .append(food.food().id())
          .append(' ')
          .append(food.grams().isPresent() ? Math.round(food.grams().getAsDouble()) : "?");
    }
    return text.toString();
  }
}
