package io.efollowup.insight;

import io.efollowup.insight.ReviewedStretch.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Looks at what was logged around the times outside target. */
final class StretchReview {
  private static final Duration BEFORE_LOW = Duration.ofMinutes(15);

  /** A high that follows a meal begins long after it. */
  private static final Duration BEFORE_HIGH = Duration.ofHours(2);

  private static final Duration AFTER = Duration.ofMinutes(30);
  private static final LocalTime SIX = LocalTime.of(6, 0);

  private final Wear wear;
  private final CompressionRule compression;

  private StretchReview(Wear wear) {
    this.wear = wear;
    this.compression = new CompressionRule(wear);
  }

  static List<ReviewedStretch> of(Wear wear, List<Stretch> stretches) {
    StretchReview review = new StretchReview(wear);
    return stretches.stream().map(review::look).toList();
  }

  private ReviewedStretch look(Stretch stretch) {
    return new ReviewedStretch(
        stretch,
        isAtNight(stretch),
        notice(stretch),
        stretch.side() == Stretch.Side.LOW && compression.suspects(stretch));
  }

  private boolean isAtNight(Stretch stretch) {
    LocalDate last = wear.dayOf(stretch.to());
    return wear.dayOf(stretch.from())
        .datesUntil(last.plusDays(1))
        .anyMatch(
            day ->
                stretch.from().isBefore(wear.at(day, SIX))
                    && stretch.to().isAfter(wear.at(day, LocalTime.MIDNIGHT)));
  }

  private Notice notice(Stretch stretch) {
    Instant from =
        stretch
            .from()
            .minus(
                switch (stretch.side()) {
                  case LOW -> BEFORE_LOW;
                  case HIGH -> BEFORE_HIGH;
                });
    Instant to = stretch.to().plus(AFTER);
    if (wear.events().stream().anyMatch(e -> !e.at().isBefore(from) && !e.at().isAfter(to))) {
      return Notice.LOGGED;
    }
    LocalDate first = wear.dayOf(stretch.from());
    LocalDate last = wear.dayOf(stretch.to());
    boolean logging =
        wear.events().stream()
            .map(event -> wear.dayOf(event.at()))
            .anyMatch(day -> !day.isBefore(first) && !day.isAfter(last));
    return logging ? Notice.NOTHING_LOGGED : Notice.UNKNOWN;
  }
}
