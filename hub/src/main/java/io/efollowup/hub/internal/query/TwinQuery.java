package io.efollowup.hub.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.query.Expression.Path;
import java.util.List;
import java.util.Optional;

/**
 * A query over twins, understood.
 *
 * @param selection what is wanted
 * @param condition of which twins; absent for all
 */
public record TwinQuery(Selection selection, Optional<Expression> condition) {
  /**
   * Reads a query.
   *
   * @throws HubException {@link HubError#QUERY_REFUSED}, with a sentence that says what is
   *     supported
   */
  public static TwinQuery parse(String text) {
    return new Parser(Lexer.tokens(text)).query();
  }

  /** Whether a twin is meant. */
  public boolean matches(JsonNode twin) {
    return condition.isEmpty() || Evaluation.holds(condition.get(), twin);
  }

  /** What is wanted of the twins. */
  public sealed interface Selection {
    /** The twins themselves. */
    record All() implements Selection {}

    /** Values out of each. */
    record Columns(List<Column> columns) implements Selection {
      /** The values there are of a twin, by the columns' names. */
      public ObjectNode row(JsonNode twin) {
        ObjectNode row = Json.object();
        for (Column column : columns) {
          JsonNode value = Evaluation.find(column.path(), twin);
          if (!value.isMissingNode()) {
            row.set(column.name(), value);
          }
        }
        return row;
      }
    }

    /** How many there are, under a name. */
    record Count(String name) implements Selection {}
  }

  /** One value, and what it is called in the answer. */
  public record Column(String name, Path path) {}
}
