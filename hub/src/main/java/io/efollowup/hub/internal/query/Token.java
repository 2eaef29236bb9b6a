package io.efollowup.hub.internal.query;

import java.math.BigDecimal;

/** The smallest part of a query that means something. */
sealed interface Token {
  /** A keyword or a name, which of the two its place decides. */
  record Word(String text) implements Token {
    boolean is(String keyword) {
      return text.equalsIgnoreCase(keyword);
    }
  }

  /** A text in quotes. */
  record Text(String value) implements Token {}

  record Number(BigDecimal value) implements Token {}

  /** An operator or a mark. */
  record Symbol(String text) implements Token {}

  /** There is no more. */
  record End() implements Token {}
}
