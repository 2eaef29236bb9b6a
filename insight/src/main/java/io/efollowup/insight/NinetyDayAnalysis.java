package io.efollowup.insight;

import io.efollowup.glucose.GlucoseTrace;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Ninety days of a programme on glycated haemoglobin: laboratory values and what glucose suggests
 * of them, week by week, goals and how they stand, what the next laboratory value may be, and the
 * ninety days before. Works with gaps, short wears and without any laboratory value; what cannot be
 * said is empty. Immutable.
 *
 * @param zone the patient's zone
 * @param targets ranges and agreed goals
 * @param figures of the whole period
 * @param before of the same number of days before it; without readings there is nothing to compare
 * @param weeks thirteen at most, oldest first, the last ends with the period
 * @param rolling one point a day
 * @param laboratory every value known, oldest first
 * @param gaps of the values taken in the period
 * @param outlook forecasts from the day after the period on, a week apart, thirteen weeks; empty
 *     where no laboratory value is known and less than 60 days of glucose: a short wear says too
 *     little of the months before it
 * @param personal whether the goals were set with the patient; if not, they are those agreed for
 *     the targets' group, which may be none
 * @param goals how the goals stand
 */
public record NinetyDayAnalysis(
    ZoneId zone,
    Targets targets,
    SpanFigures figures,
    SpanFigures before,
    List<SpanFigures> weeks,
    List<RollingFigure> rolling,
    List<LaboratoryValue> laboratory,
    List<GlycationGap> gaps,
    List<A1cForecast> outlook,
    boolean personal,
    List<GoalProgress> goals) {

  /** Days of a programme's period where nothing else is asked for. */
  public static final int DAYS = 90;

  /** Days before the period that say something of it: the period before, and the red cells'. */
  public static final int DAYS_BEFORE = 180;

  private static final int WEEKS = 13;
  private static final int RECENT_DAYS = 28;

  /** Days of glucose a forecast needs where no laboratory value holds it. */
  private static final int DAYS_WITHOUT_LABORATORY = 60;

  /** Laboratory values older than this say little beside the glucose since. */
  private static final int LABORATORY_DAYS = 400;

  public NinetyDayAnalysis {
    weeks = List.copyOf(weeks);
    rolling = List.copyOf(rolling);
    laboratory = List.copyOf(laboratory);
    gaps = List.copyOf(gaps);
    outlook = List.copyOf(outlook);
    goals = List.copyOf(goals);
  }

  /**
   * Analyses a period.
   *
   * @param trace the readings of the period and, as far as there are any, of the {@link
   *     #DAYS_BEFORE} days before it; later ones are left out
   * @param laboratory values in any order; those taken after the period are left out
   * @param goals set with the patient; where there are none, the agreed ones are looked at
   */
  public static NinetyDayAnalysis of(
      GlucoseTrace trace,
      ZoneId zone,
      Targets targets,
      DayRange period,
      List<LaboratoryValue> laboratory,
      List<PersonalGoal> goals) {
    GlucoseTrace known =
        trace.between(period.start(zone).minus(Duration.ofDays(DAYS_BEFORE)), period.end(zone));
    DailyMeans means = DailyMeans.of(known, zone);
    List<LaboratoryValue> taken =
        laboratory.stream()
            .filter(value -> value.at().isBefore(period.end(zone)))
            .sorted(Comparator.comparing(LaboratoryValue::at))
            .toList();
    DayRange previous = new DayRange(period.firstDay().minusDays(period.days()), period.days());
    List<SpanFigures> weeks = weeks(known, means, zone, targets, period);
    List<A1cForecast> outlook = outlook(means.trusted(), taken, zone, period.lastDay());
    DayRange recent = lastDays(period, RECENT_DAYS);
    GoalReview review =
        new GoalReview(
            weeks,
            SpanFigures.of(known, means, zone, targets, recent),
            taken,
            outlook,
            period,
            zone);
    return new NinetyDayAnalysis(
        zone,
        targets,
        SpanFigures.of(known, means, zone, targets, period),
        SpanFigures.of(known, means, zone, targets, previous),
        weeks,
        rolling(means, period),
        taken,
        gaps(means, taken, zone, period),
        outlook,
        !goals.isEmpty(),
        (goals.isEmpty() ? PersonalGoal.agreed(targets) : goals)
            .stream().map(review::progress).toList());
  }

  /** The period. */
  public DayRange period() {
    return figures.days();
  }

  /** What a laboratory would find the day after the period. */
  public Optional<A1cForecast> now() {
    return outlook.stream().findFirst();
  }

  /** What a laboratory would find thirteen weeks later, if nothing changes. */
  public Optional<A1cForecast> later() {
    return outlook.isEmpty() ? Optional.empty() : Optional.of(outlook.getLast());
  }

  private static DayRange lastDays(DayRange period, int days) {
    int length = Math.min(days, period.days());
    return new DayRange(period.lastDay().minusDays(length - 1L), length);
  }

  private static List<SpanFigures> weeks(
      GlucoseTrace trace, DailyMeans means, ZoneId zone, Targets targets, DayRange period) {
    List<SpanFigures> weeks = new ArrayList<>();
    LocalDate last = period.lastDay();
    while (weeks.size() < WEEKS && !last.isBefore(period.firstDay())) {
      LocalDate first = last.minusDays(6);
      LocalDate from = first.isBefore(period.firstDay()) ? period.firstDay() : first;
      DayRange week = new DayRange(from, (int) (last.toEpochDay() - from.toEpochDay()) + 1);
      weeks.addFirst(SpanFigures.of(trace, means, zone, targets, week));
      last = first.minusDays(1);
    }
    return weeks;
  }

  private static List<RollingFigure> rolling(DailyMeans means, DayRange period) {
    List<RollingFigure> rolling = new ArrayList<>();
    for (int day = 0; day < period.days(); day++) {
      LocalDate date = period.firstDay().plusDays(day);
      rolling.add(
          new RollingFigure(
              date, means.mean(date, 14), means.mean(date, 30), means.mean(date, 90)));
    }
    return rolling;
  }

  private static List<GlycationGap> gaps(
      DailyMeans means, List<LaboratoryValue> laboratory, ZoneId zone, DayRange period) {
    return laboratory.stream()
        .filter(value -> !value.at().isBefore(period.start(zone)))
        .map(value -> gap(means, value, zone))
        .toList();
  }

  private static GlycationGap gap(DailyMeans means, LaboratoryValue value, ZoneId zone) {
    LocalDate before = value.at().atZone(zone).toLocalDate().minusDays(1);
    int days = means.mean(before, DAYS).isPresent() ? DAYS : 14;
    OptionalDouble mean = means.mean(before, days);
    return new GlycationGap(
        value,
        days,
        mean.isPresent()
            ? OptionalDouble.of(GlucoseEstimates.gmi(mean.getAsDouble()))
            : OptionalDouble.empty());
  }

  private static List<A1cForecast> outlook(
      NavigableMap<LocalDate, Double> dailyMeans,
      List<LaboratoryValue> laboratory,
      ZoneId zone,
      LocalDate last) {
    Map<LocalDate, Double> values = new TreeMap<>();
    for (LaboratoryValue value : laboratory) {
      LocalDate day = value.at().atZone(zone).toLocalDate();
      if (day.isAfter(last.minusDays(LABORATORY_DAYS))) {
        values.put(day, value.value().percent());
      }
    }
    int days = dailyMeans.tailMap(last.minusDays(A1cModel.CELL_LIFE_DAYS)).size();
    if (values.isEmpty() && days < DAYS_WITHOUT_LABORATORY) {
      return List.of();
    }
    A1cModel model = new A1cModel(dailyMeans, values);
    List<A1cForecast> outlook = new ArrayList<>();
    for (int week = 0; week <= GoalProgress.LONGEST_OUTLOOK; week++) {
      outlook.add(model.on(last.plusDays(1 + 7L * week)));
    }
    return outlook;
  }
}
