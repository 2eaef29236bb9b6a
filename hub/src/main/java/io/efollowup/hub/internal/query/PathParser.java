package io.efollowup.hub.internal.query;

import io.efollowup.hub.internal.query.Expression.Path;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a path such as {@code properties.reported.x['a']}. */
final class PathParser {
  private static final Set<String> ROOTS =
      Set.of(
          "deviceId",
          "etag",
          "deviceEtag",
          "version",
          "status",
          "statusReason",
          "statusUpdateTime",
          "connectionState",
          "lastActivityTime",
          "cloudToDeviceMessageCount",
          "authenticationType",
          "modelId",
          "capabilities",
          "tags",
          "properties");
  private static final String TABLE = "devices";
  private static final BigDecimal HIGHEST_INDEX = new BigDecimal(999_999);

  private final Tokens tokens;

  PathParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Path path() {
    List<String> steps = new ArrayList<>();
    steps.add(tokens.requireName());
    if (steps.getFirst().equalsIgnoreCase(TABLE) && tokens.takeSymbol(".")) {
      steps.set(0, tokens.requireName());
    }
    if (!ROOTS.contains(steps.getFirst())) {
      throw Refusal.of(
          "A path begins with deviceId, status, connectionState, etag, version, tags, properties or"
              + " another member of a twin.");
    }
    while (true) {
      if (tokens.takeSymbol(".")) {
        steps.add(tokens.requireName());
      } else if (tokens.takeSymbol("[")) {
        steps.add(subscript());
        tokens.requireSymbol("]");
      } else {
        return new Path(List.copyOf(steps));
      }
    }
  }

  private String subscript() {
    return switch (tokens.take()) {
      case Token.Text(var name) -> name;
      case Token.Number(var index)
          when index.signum() >= 0 && index.scale() == 0 && index.compareTo(HIGHEST_INDEX) <= 0 ->
          index.toPlainString();
      case Token ignored ->
          throw Refusal.of("Between brackets stands a text in quotes or the place in an array.");
    };
  }
}
