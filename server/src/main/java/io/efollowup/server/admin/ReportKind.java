package io.efollowup.server.admin;

import io.efollowup.insight.AgpAnalysis;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.NinetyDayAnalysis;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reports that can be asked for. */
public enum ReportKind {
  SEVEN_DAY("seven-day", 7, 1, 14),
  AGP("agp", AgpAnalysis.DAYS, 1, 90),
  NINETY_DAY("ninety-day", NinetyDayAnalysis.DAYS, 14, 92);

  private final String code;
  private final int days;
  private final int fewest;
  private final int most;

  ReportKind(String code, int days, int fewest, int most) {
    this.code = code;
    this.days = days;
    this.fewest = fewest;
    this.most = most;
  }

  /** The name on the command line. */
  public String code() {
    return code;
  }

  /** Days it covers where nothing else is asked for. */
  public int days() {
    return days;
  }

  /**
   * The kind of this name.
   *
   * @throws AdministrationProblem for another name
   */
  public static ReportKind ofCode(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new AdministrationProblem(
                    "--kind is one of "
                        + Arrays.stream(values())
                            .map(ReportKind::code)
                            .collect(Collectors.joining(", "))));
  }

  /** The days from one date to another, both included; empty when neither is stated. */
  public Optional<DayRange> period(String from, String to) {
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    if (from.isEmpty() || to.isEmpty()) {
      throw new AdministrationProblem("--from and --to go together");
    }
    try {
      LocalDate first = LocalDate.parse(from);
      long length = LocalDate.parse(to).toEpochDay() - first.toEpochDay() + 1;
      if (length < fewest || length > most) {
        throw new AdministrationProblem(
            "the report %s covers %d to %d days; --from to --to are %d"
                .formatted(code, fewest, most, length));
      }
      return Optional.of(new DayRange(first, (int) length));
    } catch (DateTimeParseException e) {
      throw new AdministrationProblem("--from and --to are dates such as 2026-05-10", e);
    }
  }
}
