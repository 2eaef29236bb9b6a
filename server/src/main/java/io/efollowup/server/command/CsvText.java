package io.efollowup.server.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How fields are written into CSV. */
final class CsvText {
  private static final MathContext TEN_DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);

  private CsvText() {}

  /** A number with ten significant digits, never in scientific notation. */
  static String number(double number) {
    BigDecimal rounded = new BigDecimal(number).round(TEN_DIGITS).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /** A field, in quotation marks where it needs them. */
  static String field(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
