package io.efollowup.hub.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A condition on a twin. */
public sealed interface Expression {
  /** All of several hold. */
  record And(List<Expression> parts) implements Expression {}

  /** One of several holds. */
  record Or(List<Expression> parts) implements Expression {}

  record Not(Expression inner) implements Expression {}

  record Comparison(Operand left, Operator operator, Operand right) implements Expression {}

  record In(Operand operand, List<JsonNode> values) implements Expression {}

  record TypeTest(TypeQuestion question, Path path) implements Expression {}

  record TextTest(TextQuestion question, Operand text, Operand part) implements Expression {}

  /** A value, stated or found. */
  sealed interface Operand {}

  /**
   * Where in the twin a value is.
   *
   * @param steps names; a number is a place in an array
   */
  record Path(List<String> steps) implements Operand {}

  record Literal(JsonNode value) implements Operand {}

  /** How two values are compared. */
  enum Operator {
    EQUAL,
    UNEQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST;

    static Operator of(String symbol) {
      return switch (symbol) {
        case "=" -> EQUAL;
        case "!=", "<>" -> UNEQUAL;
        case "<" -> LESS;
        case "<=" -> AT_MOST;
        case ">" -> GREATER;
        case ">=" -> AT_LEAST;
        default -> throw Refusal.of("The query has no comparison where one is expected.");
      };
    }

    boolean holds(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case UNEQUAL -> comparison != 0;
        case LESS -> comparison < 0;
        case AT_MOST -> comparison <= 0;
        case GREATER -> comparison > 0;
        case AT_LEAST -> comparison >= 0;
      };
    }
  }

  /** What can be asked about the kind of a value. */
  enum TypeQuestion {
    IS_DEFINED,
    IS_NULL,
    IS_STRING,
    IS_NUMBER,
    IS_BOOL,
    IS_ARRAY,
    IS_OBJECT
  }

  /** What can be asked about a text. */
  enum TextQuestion {
    STARTSWITH,
    ENDSWITH,
    CONTAINS
  }
}
