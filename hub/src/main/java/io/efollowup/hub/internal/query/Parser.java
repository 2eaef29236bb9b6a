package io.efollowup.hub.internal.query;

import io.efollowup.hub.internal.query.Expression.Path;
import io.efollowup.hub.internal.query.TwinQuery.Column;
import io.efollowup.hub.internal.query.TwinQuery.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code SELECT … FROM devices [WHERE …]}. */
final class Parser {
  private static final int MOST_COLUMNS = 32;

  private final Tokens tokens;
  private final PathParser paths;

  Parser(List<Token> tokens) {
    this.tokens = new Tokens(tokens);
    this.paths = new PathParser(this.tokens);
  }

  TwinQuery query() {
    tokens.requireWord("SELECT");
    Selection selection = selection();
    tokens.requireWord("FROM");
    tokens.requireWord("devices");
    Optional<Expression> condition = Optional.empty();
    if (tokens.takeWord("WHERE")) {
      condition = Optional.of(new ConditionParser(tokens, paths).condition());
    }
    tokens.requireEnd();
    return new TwinQuery(selection, condition);
  }

  private Selection selection() {
    if (tokens.takeSymbol("*")) {
      return new Selection.All();
    }
    if (tokens.isCall("COUNT")) {
      return count();
    }
    List<Column> columns = new ArrayList<>();
    do {
      columns.add(column());
    } while (tokens.takeSymbol(","));
    if (columns.size() > MOST_COLUMNS) {
      throw Refusal.of("A query selects at most " + MOST_COLUMNS + " values.");
    }
    if (columns.stream().map(Column::name).distinct().count() < columns.size()) {
      throw Refusal.of("Two selected values have one name; give them names with AS.");
    }
    return new Selection.Columns(List.copyOf(columns));
  }

  private Selection count() {
    tokens.requireWord("COUNT");
    tokens.requireSymbol("(");
    tokens.requireSymbol(")");
    tokens.requireWord("AS");
    return new Selection.Count(tokens.requireName());
  }

  private Column column() {
    Path path = paths.path();
    return new Column(tokens.takeWord("AS") ? tokens.requireName() : path.steps().getLast(), path);
  }
}
