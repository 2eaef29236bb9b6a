package io.efollowup.portal.internal.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sections of the seven-day page, in their order. A new one is a line here. */
final class SevenDaySections {
  private static final List<Function<Reading, Optional<Section>>> ALL =
      List.of(
          TalkingSection::of,
          RangeSection::of,
          FigureSection::of,
          ProfileSection::of,
          DaysSection::of,
          BlocksSection::of,
          NightsSection::of,
          StretchesSection::of,
          MealsSection::of,
          FoodsSection::of,
          EffectsSection::of,
          RiskSection::of);

  private SevenDaySections() {}

  static List<Section> of(Reading reading) {
    return ALL.stream().map(section -> section.apply(reading)).flatMap(Optional::stream).toList();
  }
}
