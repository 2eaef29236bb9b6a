package io.efollowup.portal.internal.api;

import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A stretch of time in a query: {@code from} inclusive, {@code to} exclusive. */
record Span(Instant from, Instant to) {
  private static final long A_DAY_IN_SECONDS = 86_400;

  /**
   * The stretch asked for.
   *
   * @param start where it begins when the query does not say
   */
  static Span of(Request request, Instant start, InstantSource clock) {
    Instant from = instant(request, "from").orElse(start);
    Instant to = instant(request, "to").orElse(clock.instant().plusSeconds(A_DAY_IN_SECONDS));
    if (to.isBefore(from)) {
      throw HttpProblem.badRequest("\"to\" must not be before \"from\".");
    }
    return new Span(from, to);
  }

  private static Optional<Instant> instant(Request request, String name) {
    // A plus sign in a query is a space to most decoders; an offset has one.
    return request.queryParameter(name).map(text -> parse(name, text.replace(' ', '+')));
  }

  private static Instant parse(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw HttpProblem.badRequest(
          "\""
              + name
              + "\" must be a time in ISO 8601 with its offset, such as 2026-05-10T08:00:00Z.");
    }
  }
}
