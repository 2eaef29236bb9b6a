package io.efollowup.forecast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.internal.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SplitPartsTest {
  private static final int L = 20;
  private static final int M = 30;

  /** Segments whose values are their number, so that a point tells where it is from. */
  private static PreparedSet set(List<List<Integer>> lengths) {
    List<Segment> segments = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    float mark = 0;
    for (int subject = 0; subject < lengths.size(); subject++) {
      subjects.add("s" + subject);
      for (int length : lengths.get(subject)) {
        float[] mgdl = new float[length];
        for (int i = 0; i < length; i++) {
          mgdl[i] = mark++;
        }
        segments.add(new Segment(subject, GlucoseSeries.of(0, mgdl)));
      }
    }
    DataSetParameters parameters =
        new DataSetParameters("made", "made.csv", 45, 1, L, M, 2, Set.of(), Set.of());
    return new PreparedSet(parameters, 0, subjects, segments, 0);
  }

  private static SplitParts split(List<List<Integer>> lengths, String... unseen) {
    return SplitParts.of(set(lengths), new Split("made", 1, List.of(unseen), Optional.empty()));
  }

  private static List<List<Float>> ends(List<SubjectSeries> parts) {
    return parts.stream()
        .map(SubjectSeries::series)
        .map(series -> List.of(series.mgdl(0), series.mgdl(series.length() - 1)))
        .toList();
  }

  @Test
  void shouldTakeAllThreePartsOfALongLastSegment() {
    SplitParts parts = split(List.of(List.of(50, 40, 100)));

    assertThat(ends(parts.train()))
        .containsExactly(List.of(0f, 49f), List.of(50f, 89f), List.of(90f, 149f));
    assertThat(ends(parts.validation())).containsExactly(List.of(120f, 169f));
    assertThat(ends(parts.seen())).containsExactly(List.of(140f, 189f));
  }

  @Test
  void shouldTrainOnNothingOfALastSegmentThatHoldsOnlyTwoParts() {
    SplitParts parts = split(List.of(List.of(50, 75)));

    assertThat(ends(parts.train())).containsExactly(List.of(0f, 49f));
    assertThat(ends(parts.validation())).containsExactly(List.of(50f, 104f));
    assertThat(ends(parts.seen())).containsExactly(List.of(75f, 124f));
  }

  @Test
  void shouldTestOnAShortLastSegmentAndChooseByTheOneBefore() {
    SplitParts parts = split(List.of(List.of(75, 60)));

    assertThat(ends(parts.train())).containsExactly(List.of(0f, 54f));
    assertThat(ends(parts.validation())).containsExactly(List.of(25f, 74f));
    assertThat(ends(parts.seen())).containsExactly(List.of(75f, 134f));
  }

  @Test
  void shouldChooseByNothingWhereBothAreShort() {
    SplitParts parts = split(List.of(List.of(60, 60)));

    assertThat(ends(parts.train())).containsExactly(List.of(0f, 59f));
    assertThat(parts.validation()).isEmpty();
    assertThat(ends(parts.seen())).containsExactly(List.of(60f, 119f));
  }

  @Test
  void shouldCutAnOnlySegmentByItsLength() {
    assertThat(ends(split(List.of(List.of(90))).train())).containsExactly(List.of(0f, 49f));
    SplitParts middle = split(List.of(List.of(75)));
    assertThat(ends(middle.train())).containsExactly(List.of(0f, 54f));
    assertThat(middle.validation()).isEmpty();
    assertThat(ends(middle.seen())).containsExactly(List.of(25f, 74f));
    SplitParts brief = split(List.of(List.of(60)));
    assertThat(ends(brief.train())).containsExactly(List.of(0f, 59f));
    assertThat(brief.seen()).isEmpty();
  }

  @Test
  void shouldRefuseASplitThatNamesAnUnknownSubject() {
    assertThatThrownBy(() -> split(List.of(List.of(60)), "nobody"))
        .isInstanceOf(BenchmarkProblem.class)
        .hasMessageContaining("seed 1")
        .hasMessageNotContaining("nobody");
  }

  @Property(tries = 200)
  void shouldKeepSubjectsAndForecastPointsApart(
      @ForAll @Size(min = 2, max = 5)
          List<@Size(min = 1, max = 4) List<@IntRange(min = 13, max = 140) Integer>> lengths) {
    PreparedSet set = set(lengths);
    SplitParts parts = SplitParts.of(set, new Split("made", 1, List.of("s0"), Optional.empty()));

    assertThat(parts.unseen()).allMatch(part -> part.wearer().subject() == 0);
    for (List<SubjectSeries> part : List.of(parts.train(), parts.validation(), parts.seen())) {
      assertThat(part).noneMatch(series -> series.wearer().subject() == 0);
    }
    Set<Float> trained = new HashSet<>();
    parts.train().forEach(part -> trained.addAll(points(part, 0)));
    for (List<SubjectSeries> part : List.of(parts.validation(), parts.seen(), parts.unseen())) {
      assertThat(part).allMatch(series -> Collections.disjoint(trained, points(series, M)));
    }
    Set<Float> validated = new HashSet<>();
    parts.validation().forEach(part -> validated.addAll(points(part, M)));
    assertThat(parts.seen()).allMatch(series -> Collections.disjoint(validated, points(series, M)));
  }

  @Property(tries = 100)
  void shouldLetNoWindowLeaveItsSegment(
      @ForAll @Size(min = 1, max = 3)
          List<@Size(min = 1, max = 4) List<@IntRange(min = 13, max = 140) Integer>> lengths) {
    PreparedSet set = set(lengths);
    SplitParts parts = SplitParts.of(set, new Split("made", 1, List.of(), Optional.empty()));
    List<Window> windows = new ArrayList<>(Window.all(parts.train(), 2, 1));
    windows.addAll(Window.all(parts.seen(), M, 6));
    for (Window window : windows) {
      float first = window.history().back(window.history().length() - 1);
      float last = window.came(11);
      assertThat(set.segments())
          .anyMatch(
              segment ->
                  segment.series().mgdl(0) <= first
                      && last <= segment.series().mgdl(segment.series().length() - 1));
    }
  }

  private static List<Float> points(SubjectSeries part, int from) {
    List<Float> points = new ArrayList<>();
    for (int i = from; i < part.series().length(); i++) {
      points.add(part.series().mgdl(i));
    }
    return points;
  }
}
