package io.efollowup.hub.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.efollowup.hub.internal.query.Expression.And;
import io.efollowup.hub.internal.query.Expression.Comparison;
import io.efollowup.hub.internal.query.Expression.In;
import io.efollowup.hub.internal.query.Expression.Literal;
import io.efollowup.hub.internal.query.Expression.Not;
import io.efollowup.hub.internal.query.Expression.Operand;
import io.efollowup.hub.internal.query.Expression.Operator;
import io.efollowup.hub.internal.query.Expression.Or;
import io.efollowup.hub.internal.query.Expression.Path;
import io.efollowup.hub.internal.query.Expression.TextTest;
import io.efollowup.hub.internal.query.Expression.TypeTest;

/**
 * Conditions, asked of one twin. A comparison with what is not there, or between values of two
 * kinds, is neither true nor false, and stays so under NOT.
 */
final class Evaluation {
  private final JsonNode twin;

  private Evaluation(JsonNode twin) {
    this.twin = twin;
  }

  static boolean holds(Expression condition, JsonNode twin) {
    return new Evaluation(twin).truth(condition) == Truth.TRUE;
  }

  private Truth truth(Expression expression) {
    return switch (expression) {
      case And(var parts) -> parts.stream().map(this::truth).reduce(Truth.TRUE, Truth::and);
      case Or(var parts) -> parts.stream().map(this::truth).reduce(Truth.FALSE, Truth::or);
      case Not(var inner) -> truth(inner).not();
      case Comparison(var left, var operator, var right) ->
          compare(value(left), operator, value(right));
      case In(var operand, var values) ->
          values.stream()
              .map(value -> compare(value(operand), Operator.EQUAL, value))
              .reduce(Truth.FALSE, Truth::or);
      case TypeTest test -> Truth.of(isOfKind(test));
      case TextTest test -> ask(test);
    };
  }

  private static Truth compare(JsonNode left, Operator operator, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return Truth.of(operator.holds(left.decimalValue().compareTo(right.decimalValue())));
    }
    if (left.isTextual() && right.isTextual()) {
      return Truth.of(operator.holds(left.textValue().compareTo(right.textValue())));
    }
    boolean sameKind = (left.isBoolean() && right.isBoolean()) || (left.isNull() && right.isNull());
    return switch (operator) {
      case EQUAL -> sameKind ? Truth.of(left.equals(right)) : Truth.UNKNOWN;
      case UNEQUAL -> sameKind ? Truth.of(!left.equals(right)) : Truth.UNKNOWN;
      case LESS, AT_MOST, GREATER, AT_LEAST -> Truth.UNKNOWN;
    };
  }

  private boolean isOfKind(TypeTest test) {
    JsonNode value = find(test.path(), twin);
    return switch (test.question()) {
      case IS_DEFINED -> !value.isMissingNode();
      case IS_NULL -> value.isNull();
      case IS_STRING -> value.isTextual();
      case IS_NUMBER -> value.isNumber();
      case IS_BOOL -> value.isBoolean();
      case IS_ARRAY -> value.isArray();
      case IS_OBJECT -> value.isObject();
    };
  }

  private Truth ask(TextTest test) {
    JsonNode text = value(test.text());
    JsonNode part = value(test.part());
    if (!text.isTextual() || !part.isTextual()) {
      return Truth.UNKNOWN;
    }
    String whole = text.textValue();
    return Truth.of(
        switch (test.question()) {
          case STARTSWITH -> whole.startsWith(part.textValue());
          case ENDSWITH -> whole.endsWith(part.textValue());
          case CONTAINS -> whole.contains(part.textValue());
        });
  }

  private JsonNode value(Operand operand) {
    return switch (operand) {
      case Literal(var value) -> value;
      case Path path -> find(path, twin);
    };
  }

  /** The value at a path; a missing node when there is none. */
  static JsonNode find(Path path, JsonNode twin) {
    JsonNode found = twin;
    for (String step : path.steps()) {
      found = found.isArray() ? found.path(index(step)) : found.path(step);
    }
    return found;
  }

  private static int index(String step) {
    return step.matches("\\d{1,6}") ? Integer.parseInt(step) : -1;
  }
}
