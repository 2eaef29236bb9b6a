package io.efollowup.portal.internal.report;

import io.efollowup.insight.DayRange;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Request;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** The days a request asks for: {@code from} and {@code to}, both included. */
public final class ReportDays {
  private static final int SEVEN_DAY_MOST = 14;
  private static final int DATE_LENGTH = "2026-05-10".length();

  private ReportDays() {}

  /** The days a seven-day report is asked for. */
  public static Optional<DayRange> of(Request request, ZoneId zone) {
    return of(request, zone, 1, SEVEN_DAY_MOST);
  }

  /**
   * The days asked for; empty where the request leaves it to the data.
   *
   * @param zone in which a time, where one is given in place of a date, falls on a day
   * @param fewest days that make this report
   * @param most days that make this report
   */
  public static Optional<DayRange> of(Request request, ZoneId zone, int fewest, int most) {
    Optional<LocalDate> from = date(request, "from", zone);
    Optional<LocalDate> to = date(request, "to", zone);
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    if (from.isEmpty() || to.isEmpty()) {
      throw HttpProblem.badRequest("\"from\" and \"to\" go together.");
    }
    long days = to.get().toEpochDay() - from.get().toEpochDay() + 1;
    if (days < fewest || days > most) {
      throw HttpProblem.badRequest(
          "This report covers %d to %d days, from \"from\" to \"to\".".formatted(fewest, most));
    }
    return Optional.of(new DayRange(from.get(), (int) days));
  }

  private static Optional<LocalDate> date(Request request, String name, ZoneId zone) {
    // A plus sign in a query is a space to most decoders; an offset has one.
    return request
        .queryParameter(name)
        .filter(text -> !text.isBlank())
        .map(text -> date(name, text.replace(' ', '+'), zone));
  }

  private static LocalDate date(String name, String text, ZoneId zone) {
    try {
      return text.length() == DATE_LENGTH
          ? LocalDate.parse(text)
          : OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDate();
    } catch (DateTimeException e) {
      throw HttpProblem.badRequest(
          "\"%s\" must be a date such as 2026-05-10, or a time in ISO 8601 with its offset."
              .formatted(name));
    }
  }
}
