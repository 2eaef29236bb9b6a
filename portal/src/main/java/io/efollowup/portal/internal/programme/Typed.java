package io.efollowup.portal.internal.programme;

import io.efollowup.portal.internal.web.Request;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/** What somebody typed into a form, and why it could not be taken. */
final class Typed {
  private static final String NUMBER = "[0-9]{1,4}([.,][0-9]{1,3})?";

  private Typed() {}

  /** Typed text that cannot be taken; the key of the sentence that says why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String key;

    Refused(String key) {
      super(key);
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  static String text(Request request, String field) {
    return request.field(field).orElse("").strip();
  }

  /** With a point or a comma. */
  static OptionalDouble number(Request request, String field) {
    String text = text(request, field);
    return text.matches(NUMBER)
        ? OptionalDouble.of(Double.parseDouble(text.replace(',', '.')))
        : OptionalDouble.empty();
  }

  static Optional<LocalDate> date(Request request, String field) {
    try {
      return Optional.of(LocalDate.parse(text(request, field)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
