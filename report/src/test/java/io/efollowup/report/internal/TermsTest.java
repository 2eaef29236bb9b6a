package io.efollowup.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.report.Language;
import io.efollowup.report.PageSize;
import io.efollowup.report.ReportOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {

  @Test
  void shouldNameFoodsByTheCatalogue() {
    assertThat(terms(Language.ZH).foods(List.of("rice-cooked", "other"))).isEqualTo("米饭、其他");
    assertThat(terms(Language.EN).food("rice-cooked")).isEqualTo("Cooked rice");
  }

  @Test
  void shouldNameWholeFoodsAndCountTheOthersWhereThereIsNoRoom() {
    List<String> foods = List.of("rice-cooked", "egg", "milk");
    Terms terms = terms(Language.EN);
    assertThat(terms.foods(foods, text -> true)).isEqualTo("Cooked rice, Egg, Milk");
    assertThat(terms.foods(foods, text -> text.length() < 20)).isEqualTo("Cooked rice, Egg +1");
    assertThat(terms.foods(foods, text -> false)).isEqualTo("Cooked rice +2");
    assertThat(terms.foods(List.of(), text -> false)).isEmpty();
  }

  @Test
  void shouldNameActivitiesAndMedicinesInChinese() {
    assertThat(terms(Language.ZH).name("tai-chi")).isEqualTo("太极拳");
    assertThat(terms(Language.ZH).name("metformin")).isEqualTo("二甲双胍");
    assertThat(terms(Language.EN).name("tai-chi")).isEqualTo("tai chi");
  }

  @Test
  void shouldWriteAnUnknownTermAsItIs() {
    assertThat(terms(Language.ZH).food("moon-cheese")).isEqualTo("moon cheese");
  }

  private static Terms terms(Language language) {
    SevenDayAnalysis empty =
        SevenDayAnalysis.of(
            GlucoseTrace.EMPTY, List.of(), ZoneOffset.UTC, Targets.ADULT, LocalDate.EPOCH, 1);
    return new Terms(
        Report.of(
            empty,
            new ReportOptions(language, GlucoseUnit.MMOL_L, PageSize.A4, "P", Instant.EPOCH)));
  }
}
