package io.efollowup.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.report.Language;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  @Test
  void shouldSayTheSameThingsInBothLanguages() {
    assertThat(Words.of(Language.ZH).keys())
        .containsExactlyInAnyOrderElementsOf(Words.of(Language.EN).keys());
  }

  @Test
  void shouldHaveNoChineseInEnglish() {
    Words english = Words.of(Language.EN);
    assertThat(english.keys())
        .allSatisfy(key -> assertThat(CHINESE.matcher(english.say(key)).find()).isFalse());
  }

  @Test
  void shouldWriteDatesAsEachLanguageDoes() {
    LocalDate day = LocalDate.of(2026, 5, 11);
    assertThat(Words.of(Language.EN).date(day)).isEqualTo("11 May 2026");
    assertThat(Words.of(Language.ZH).date(day)).isEqualTo("2026年5月11日");
    assertThat(Words.of(Language.EN).weekday(day)).isEqualTo("Mon");
    assertThat(Words.of(Language.ZH).weekday(day)).isEqualTo("周一");
  }

  @Test
  void shouldRefuseAKeyWithoutWords() {
    assertThatThrownBy(() -> Words.of(Language.EN).say("no-such-key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such-key");
  }
}
