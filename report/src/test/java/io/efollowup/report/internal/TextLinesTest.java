package io.efollowup.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.report.PageSize;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

class TextLinesTest {
  private static final String ENGLISH =
      "Below 3.9 mmol/L for 6 % of the time; the goal is less than 4 %. Low between 02:00 and"
          + " 04:00.";
  private static final String CHINESE = "低于3.9 mmol/L的时间占6%，控制目标为低于4%。偏低多见于02:00至04:00，7天中有3天。";

  @Test
  void shouldBreakBetweenWords() throws IOException {
    List<String> lines = lines(ENGLISH, 120);
    assertThat(lines).hasSizeGreaterThan(2);
    assertThat(String.join(" ", lines)).isEqualTo(ENGLISH);
  }

  @Test
  void shouldBreakChineseAnywhereButBeforeItsMarks() throws IOException {
    for (float width = 40; width < 200; width += 3) {
      List<String> lines = lines(CHINESE, width);
      assertThat(String.join("", lines).replace(" ", "")).isEqualTo(CHINESE.replace(" ", ""));
      assertThat(lines).noneMatch(line -> "，。；：".indexOf(line.charAt(0)) >= 0);
    }
  }

  @Test
  void shouldKeepANumberWithItsUnit() throws IOException {
    for (float width = 60; width < 200; width += 3) {
      assertThat(lines(ENGLISH, width)).noneMatch(line -> line.matches("(mmol/L|%).*"));
      assertThat(lines(CHINESE, width)).noneMatch(line -> line.startsWith("mmol"));
    }
  }

  @Test
  void shouldKeepLinesWithinTheWidth() throws IOException {
    float width = 150;
    on(
        canvas -> {
          assertThat(TextLines.of(canvas, ENGLISH, Type.BODY, width))
              .allSatisfy(
                  line -> assertThat(canvas.widthOf(line, Type.BODY)).isLessThanOrEqualTo(width));
          return null;
        });
  }

  @Test
  void shouldHaveNoLinesOfNothing() throws IOException {
    assertThat(lines("", 100)).isEmpty();
    assertThat(lines("  ", 100)).isEmpty();
  }

  @Test
  void shouldCutWithAnEllipsisOnlyWhatIsTooLong() throws IOException {
    assertThat((String) on(c -> TextLines.cut(c, "rice", Type.BODY, 100))).isEqualTo("rice");
    assertThat((String) on(c -> TextLines.cut(c, ENGLISH, Type.BODY, 100))).endsWith("...");
  }

  private static List<String> lines(String text, float width) throws IOException {
    return on(canvas -> TextLines.of(canvas, text, Type.BODY, width));
  }

  private static <T> T on(Function<Canvas, T> work) throws IOException {
    try (PDDocument document = new PDDocument()) {
      Typesetter typesetter = new Typesetter(document, FontSet.open(List.of(), List.of()));
      try (Canvas canvas = new Canvas(document, PageSize.A4, typesetter, new Structure(document))) {
        return work.apply(canvas);
      }
    }
  }
}
