package io.efollowup.hub.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.efollowup.hub.internal.query.Expression.Literal;
import io.efollowup.hub.internal.query.Expression.Operand;
import io.efollowup.hub.internal.query.Expression.Operator;
import io.efollowup.hub.internal.query.Expression.TextQuestion;
import io.efollowup.hub.internal.query.Expression.TypeQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads what stands behind WHERE: OR binds weakest, then AND, then NOT. */
final class ConditionParser {
  private static final int DEEPEST = 20;
  private static final int MOST_VALUES = 100;
  private static final JsonNodeFactory VALUES = JsonNodeFactory.withExactBigDecimals(true);

  private final Tokens tokens;
  private final PathParser paths;
  private int depth;

  ConditionParser(Tokens tokens, PathParser paths) {
    this.tokens = tokens;
    this.paths = paths;
  }

  Expression condition() {
    List<Expression> parts = separated("OR", this::conjunction);
    return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
  }

  private Expression conjunction() {
    List<Expression> parts = separated("AND", this::negation);
    return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
  }

  private List<Expression> separated(String keyword, Supplier<Expression> part) {
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(part.get());
    } while (tokens.takeWord(keyword));
    return List.copyOf(parts);
  }

  private Expression negation() {
    if (tokens.takeWord("NOT")) {
      return new Expression.Not(nested(this::negation));
    }
    if (tokens.takeSymbol("(")) {
      Expression inner = nested(this::condition);
      tokens.requireSymbol(")");
      return inner;
    }
    return tokens.isCall() ? call() : comparison();
  }

  private Expression nested(Supplier<Expression> inner) {
    if (++depth > DEEPEST) {
      throw Refusal.of("A condition is nested at most " + DEEPEST + " deep.");
    }
    Expression expression = inner.get();
    depth--;
    return expression;
  }

  private Expression call() {
    String function = tokens.requireName().toUpperCase(Locale.ROOT);
    tokens.requireSymbol("(");
    Expression call =
        switch (function) {
          case "STARTSWITH", "STARTS_WITH" -> textTest(TextQuestion.STARTSWITH);
          case "ENDSWITH", "ENDS_WITH" -> textTest(TextQuestion.ENDSWITH);
          case "CONTAINS" -> textTest(TextQuestion.CONTAINS);
          case "IS_DEFINED" -> typeTest(TypeQuestion.IS_DEFINED);
          case "IS_NULL" -> typeTest(TypeQuestion.IS_NULL);
          case "IS_STRING" -> typeTest(TypeQuestion.IS_STRING);
          case "IS_NUMBER" -> typeTest(TypeQuestion.IS_NUMBER);
          case "IS_BOOL" -> typeTest(TypeQuestion.IS_BOOL);
          case "IS_ARRAY" -> typeTest(TypeQuestion.IS_ARRAY);
          case "IS_OBJECT" -> typeTest(TypeQuestion.IS_OBJECT);
          default -> throw Refusal.of("The query calls a function there is not.");
        };
    tokens.requireSymbol(")");
    return call;
  }

  private Expression typeTest(TypeQuestion question) {
    return new Expression.TypeTest(question, paths.path());
  }

  private Expression textTest(TextQuestion question) {
    Operand text = operand();
    tokens.requireSymbol(",");
    return new Expression.TextTest(question, text, operand());
  }

  private Expression comparison() {
    Operand left = operand();
    if (tokens.takeWord("IN")) {
      return new Expression.In(left, values());
    }
    if (tokens.takeWord("NOT")) {
      tokens.requireWord("IN");
      return new Expression.Not(new Expression.In(left, values()));
    }
    if (tokens.take() instanceof Token.Symbol(var symbol)) {
      return new Expression.Comparison(left, Operator.of(symbol), operand());
    }
    throw Refusal.of("The query has no comparison where one is expected.");
  }

  private List<JsonNode> values() {
    tokens.requireSymbol("[");
    List<JsonNode> values = new ArrayList<>();
    do {
      if (operand() instanceof Literal(var value)) {
        values.add(value);
      } else {
        throw Refusal.of("Behind IN stand values, not paths.");
      }
    } while (tokens.takeSymbol(","));
    tokens.requireSymbol("]");
    if (values.size() > MOST_VALUES) {
      throw Refusal.of("Behind IN stand at most " + MOST_VALUES + " values.");
    }
    return List.copyOf(values);
  }

  private Operand operand() {
    return switch (tokens.peek()) {
      case Token.Text(var text) -> literal(VALUES.textNode(text));
      case Token.Number(var number) -> literal(VALUES.numberNode(number));
      case Token.Word word when word.is("true") -> literal(VALUES.booleanNode(true));
      case Token.Word word when word.is("false") -> literal(VALUES.booleanNode(false));
      case Token.Word word when word.is("null") -> literal(VALUES.nullNode());
      case Token.Word ignored -> paths.path();
      case Token.Symbol ignored ->
          throw Refusal.of("The query has no value where one is expected.");
      case Token.End ignored -> throw Refusal.of("The query ends where a value is expected.");
    };
  }

  private Operand literal(JsonNode value) {
    tokens.take();
    return new Literal(value);
  }
}
