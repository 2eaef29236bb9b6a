package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An element of {@code events}: kind, id and at, then the fields of its kind. */
class EventItemTest {
  @Nested
  @DisplayName("kind, id, at")
  class Head {
    private static final String INSULIN = "'units':4,'action':'rapid'";

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "Meal", "", "meal "})
    void shouldRefuseUnknownKind(String kind) {
      Bodies.shouldRefuseEvent(RefusalReason.UNKNOWN_KIND, kind, "");
    }

    @Test
    void shouldRefuseEventWithoutItsParts() {
      String id = "'id':'" + Bodies.ID + "'";
      String at = "'at':'" + Bodies.AT + "'";

      Bodies.shouldRefuseEvent(RefusalReason.MISSING_FIELD, "{}");
      Bodies.shouldRefuseEvent(
          RefusalReason.MISSING_FIELD, "{" + id + "," + at + "," + INSULIN + "}");
      Bodies.shouldRefuseEvent(
          RefusalReason.MISSING_FIELD, "{'kind':'insulin'," + at + "," + INSULIN + "}");
      Bodies.shouldRefuseEvent(
          RefusalReason.MISSING_FIELD, "{'kind':'insulin'," + id + "," + INSULIN + "}");
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "{'kind':7}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1-1-1-1-1",
          "",
          "3f2504e04f8941d39a0c0305e82c3301",
          "{3f2504e0-4f89-41d3-9a0c-0305e82c3301}",
          "3f2504e0-4f89-41d3-9a0c-0305e82c330g",
          "3f2504e04-f89-41d3-9a0c-0305e82c3301",
          "Zhang San, 13800000000, Beijing 1001",
        })
    void shouldRefuseIdThatIsNoUuid(String id) {
      Bodies.shouldRefuseEvent(
          RefusalReason.MALFORMED,
          "{'kind':'insulin','id':'" + id + "','at':'" + Bodies.AT + "'," + INSULIN + "}");
    }

    @Test
    void shouldReadIdInCapitals() {
      String id = "3F2504E0-4F89-41D3-9A0C-0305E82C3301";
      TelemetryVerdict.Judged judged =
          Bodies.event(
              "{'kind':'insulin','id':'" + id + "','at':'" + Bodies.AT + "'," + INSULIN + "}");

      assertThat(judged.message().events().getFirst().id()).hasToString(Bodies.ID);
    }

    @Test
    void shouldRefuseBadTime() {
      Bodies.shouldRefuseEvent(
          RefusalReason.BAD_TIME,
          "{'kind':'insulin','id':'" + Bodies.ID + "','at':'today'," + INSULIN + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'meal'", "null", "1", "[]"})
    void shouldRefuseItemThatIsNoObject(String item) {
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, item);
    }
  }

  @Nested
  @DisplayName("meal: carbs, protein, fat, fibre, foods")
  class Meal {
    @Test
    void shouldKeepWhatWasNotStatedApartFromZero() {
      CareEvent.Meal meal = (CareEvent.Meal) good("meal", ",'carbs':0,'fat':1000,'protein':null");

      assertThat(meal.carbs()).hasValue(0);
      assertThat(meal.fat()).hasValue(1000);
      assertThat(meal.protein()).isEmpty();
      assertThat(meal.fibre()).isEmpty();
      assertThat(meal.foods()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "carbs,-0.1",
      "carbs,1000.1",
      "protein,-1",
      "protein,1001",
      "fat,-1",
      "fat,1e9",
      "fibre,-1",
      "fibre,1001",
      "carbs,1e999",
    })
    void shouldRefuseAmountOutOfBounds(String field, String grams) {
      Bodies.shouldRefuseEvent(RefusalReason.OUT_OF_BOUNDS, "meal", ",'" + field + "':" + grams);
    }

    @ParameterizedTest
    @ValueSource(strings = {"carbs", "protein", "fat", "fibre"})
    void shouldRefuseAmountThatIsNoNumber(String field) {
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "meal", ",'" + field + "':'45 g'");
    }

    @Test
    void shouldRecordUnknownFoodsAsOtherAndReportEach() {
      TelemetryVerdict.Judged judged =
          Bodies.event("meal", ",'foods':['rice-cooked','阿姨的汤',  'Rice-Cooked','other']");

      CareEvent.Meal meal = (CareEvent.Meal) judged.message().events().getFirst();
      assertThat(meal.foods()).containsExactly("rice-cooked", "other", "other", "other");
      assertThat(judged.refusals())
          .containsExactly(
              Bodies.refusal("events[0]", RefusalReason.UNKNOWN_TERM, "'阿姨的汤'"),
              Bodies.refusal("events[0]", RefusalReason.UNKNOWN_TERM, "'Rice-Cooked'"));
    }

    @Test
    void shouldRefuseFoodsThatAreNoListOfStrings() {
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "meal", ",'foods':'rice-cooked'");
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "meal", ",'foods':[1]");
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "meal", ",'foods':[null]");
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "meal", ",'foods':[['egg']]");
    }

    @Test
    void shouldRefuseMoreFoodsThanAMealHas() {
      String foods = "'egg',".repeat(64) + "'egg'";

      Bodies.shouldRefuseEvent(RefusalReason.OUT_OF_BOUNDS, "meal", ",'foods':[" + foods + "]");
      good("meal", ",'foods':[" + foods.substring(6) + "]");
    }
  }

  @Nested
  @DisplayName("insulin: units, action")
  class Insulin {
    @ParameterizedTest
    @CsvSource({
      "rapid,RAPID",
      "short,SHORT",
      "intermediate,INTERMEDIATE",
      "long,LONG",
      "mixed,MIXED"
    })
    void shouldReadEachAction(String word, CareEvent.InsulinAction action) {
      CareEvent.Insulin insulin =
          (CareEvent.Insulin) good("insulin", ",'units':0.05,'action':'" + word + "'");

      assertThat(insulin.action()).isEqualTo(action);
      assertThat(insulin.units()).isEqualTo(0.05);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "300.5", "-0.0"})
    void shouldRefuseUnitsOutOfBounds(String units) {
      Bodies.shouldRefuseEvent(
          RefusalReason.OUT_OF_BOUNDS, "insulin", ",'units':" + units + ",'action':'rapid'");
      good("insulin", ",'units':300,'action':'rapid'");
    }

    @Test
    void shouldRefuseInsulinWithoutItsParts() {
      Bodies.shouldRefuseEvent(RefusalReason.MISSING_FIELD, "insulin", ",'action':'rapid'");
      Bodies.shouldRefuseEvent(RefusalReason.MISSING_FIELD, "insulin", ",'units':4");
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "insulin", ",'units':'4','action':'rapid'");
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "insulin", ",'units':4,'action':'fast'");
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "insulin", ",'units':4,'action':1");
    }
  }

  @Nested
  @DisplayName("exercise: minutes, mets, activity")
  class Exercise {
    @Test
    void shouldReadExerciseWithoutMets() {
      CareEvent.Exercise exercise =
          (CareEvent.Exercise) good("exercise", ",'minutes':1440,'activity':'tai-chi'");

      assertThat(exercise.mets()).isEmpty();
      assertThat(exercise.activity()).isEqualTo("tai-chi");
      assertThat(exercise.minutes()).isEqualTo(1440);
    }

    @ParameterizedTest
    @CsvSource({"0,3", "-1,3", "1441,3", "30,0", "30,-2", "30,25.1"})
    void shouldRefuseNumbersOutOfBounds(String minutes, String mets) {
      Bodies.shouldRefuseEvent(
          RefusalReason.OUT_OF_BOUNDS,
          "exercise",
          ",'minutes':" + minutes + ",'mets':" + mets + ",'activity':'walking'");
    }

    @Test
    void shouldRefuseExerciseWithoutItsParts() {
      Bodies.shouldRefuseEvent(RefusalReason.MISSING_FIELD, "exercise", ",'activity':'walking'");
      Bodies.shouldRefuseEvent(RefusalReason.MISSING_FIELD, "exercise", ",'minutes':30");
      Bodies.shouldRefuseEvent(
          RefusalReason.MALFORMED, "exercise", ",'minutes':'30','activity':'walking'");
      Bodies.shouldRefuseEvent(
          RefusalReason.MALFORMED, "exercise", ",'minutes':30,'mets':[],'activity':'walking'");
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "exercise", ",'minutes':30,'activity':3");
    }

    @Test
    void shouldRecordUnknownActivityAsOther() {
      TelemetryVerdict.Judged judged =
          Bodies.event("exercise", ",'minutes':30,'activity':'walking to Li Na'");

      assertThat(((CareEvent.Exercise) judged.message().events().getFirst()).activity())
          .isEqualTo("other");
      assertThat(judged.refusals())
          .containsExactly(
              Bodies.refusal("events[0]", RefusalReason.UNKNOWN_TERM, "'walking to Li Na'"));
    }
  }

  @Nested
  @DisplayName("medication: name, atc, dose, unit")
  class Medication {
    @Test
    void shouldReadMedicationWithNameAlone() {
      CareEvent.Medication medication =
          (CareEvent.Medication) good("medication", ",'name':'acarbose'");

      assertThat(medication.name()).isEqualTo("acarbose");
      assertThat(medication.atc()).isEmpty();
      assertThat(medication.dose()).isEmpty();
      assertThat(medication.unit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "A10", "A10B", "A10BA", "A10BA02"})
    void shouldKeepAtcCodeOfEachLevel(String atc) {
      assertThat(
              ((CareEvent.Medication) good("medication", ",'name':'other','atc':'" + atc + "'"))
                  .atc())
          .contains(atc);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a10ba02", "A1", "A10BA0", "A10BA022", "10BA02", "A10BA02\\n"})
    void shouldRefuseWhatIsNoAtcCode(String atc) {
      Bodies.shouldRefuseEvent(
          RefusalReason.MALFORMED, "medication", ",'name':'metformin','atc':'" + atc + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-500", "1000001", "1e999"})
    void shouldRefuseDoseOutOfBounds(String dose) {
      Bodies.shouldRefuseEvent(
          RefusalReason.OUT_OF_BOUNDS,
          "medication",
          ",'name':'metformin','unit':'mg','dose':" + dose);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MG", "pills for Li Na", "", "mg/dL"})
    void shouldRefuseUnknownUnitOfDose(String unit) {
      Bodies.shouldRefuseEvent(
          RefusalReason.BAD_UNIT,
          "medication",
          ",'name':'metformin','dose':500,'unit':'" + unit + "'");
    }

    @Test
    void shouldRefuseMedicationWithoutItsParts() {
      Bodies.shouldRefuseEvent(RefusalReason.MISSING_FIELD, "medication", "");
      Bodies.shouldRefuseEvent(
          RefusalReason.MISSING_FIELD, "medication", ",'name':'metformin','dose':500");
      Bodies.shouldRefuseEvent(
          RefusalReason.MISSING_FIELD, "medication", ",'name':'metformin','unit':'mg'");
      Bodies.shouldRefuseEvent(RefusalReason.MALFORMED, "medication", ",'name':['metformin']");
      Bodies.shouldRefuseEvent(
          RefusalReason.MALFORMED, "medication", ",'name':'metformin','dose':'500','unit':'mg'");
      Bodies.shouldRefuseEvent(
          RefusalReason.MALFORMED, "medication", ",'name':'metformin','dose':500,'unit':1");
    }

    @Test
    void shouldRecordUnknownMedicineAsOther() {
      TelemetryVerdict.Judged judged = Bodies.event("medication", ",'name':'Glucophage XR'");

      assertThat(((CareEvent.Medication) judged.message().events().getFirst()).name())
          .isEqualTo("other");
      assertThat(judged.refusals())
          .containsExactly(
              Bodies.refusal("events[0]", RefusalReason.UNKNOWN_TERM, "'Glucophage XR'"));
    }
  }

  @Nested
  @DisplayName("fingerstick: glucose, unit")
  class Fingerstick {
    @Test
    void shouldKeepGlucoseAsStated() {
      assertThat(
              ((CareEvent.Fingerstick) good("fingerstick", ",'glucose':6.1,'unit':'mmol/L'"))
                  .glucose())
          .isEqualTo(Glucose.mmol(6.1));
    }

    @Test
    void shouldJudgeGlucoseAsThatOfReadings() {
      Bodies.shouldRefuseEvent(
          RefusalReason.SUSPECTED_UNIT_ERROR, "fingerstick", ",'glucose':6.1,'unit':'mg/dL'");
      Bodies.shouldRefuseEvent(
          RefusalReason.IMPOSSIBLE_GLUCOSE, "fingerstick", ",'glucose':900,'unit':'mg/dL'");
      Bodies.shouldRefuseEvent(RefusalReason.MISSING_FIELD, "fingerstick", ",'glucose':110");
      Bodies.shouldRefuseEvent(RefusalReason.MISSING_FIELD, "fingerstick", ",'unit':'mg/dL'");
      Bodies.shouldRefuseEvent(RefusalReason.BAD_UNIT, "fingerstick", ",'glucose':110,'unit':'mg'");
      Bodies.shouldRefuseEvent(
          RefusalReason.MALFORMED, "fingerstick", ",'glucose':'110','unit':'mg/dL'");
    }
  }

  private static CareEvent good(String kind, String fields) {
    TelemetryVerdict.Judged judged = Bodies.event(kind, fields);
    assertThat(judged.refusals()).isEmpty();
    List<CareEvent> events = judged.message().events();
    assertThat(events).hasSize(1);
    return events.getFirst();
  }
}
