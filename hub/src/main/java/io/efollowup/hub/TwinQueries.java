package io.efollowup.hub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.query.TwinQuery;
import io.efollowup.hub.internal.query.TwinQuery.Selection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Questions over all twins, answered page by page in order of the devices' ids. A page is of one
 * moment or of a few: what changes between two pages is in the later one. Safe for use by several
 * threads; blocks on the store.
 */
public final class TwinQueries {
  /** How many twins one page has at most. */
  public static final int LONGEST_PAGE = 100;

  private static final String CONTINUATION = "after:";
  private static final int READ_AT_ONCE = LONGEST_PAGE + 1;
  private static final int MOST_READ = 10_000;
  private static final int LARGEST_PAGE = 4 * 1024 * 1024;

  private final Twins twins;

  public TwinQueries(Twins twins) {
    this.twins = twins;
  }

  /**
   * Answers a query. A page may be shorter than asked for, or empty, and still not be the last.
   *
   * @param most how many results at most, at least 1; more than {@link #LONGEST_PAGE} are never
   *     given at once
   * @param continuation of the page before; absent to begin
   * @throws HubException {@link HubError#QUERY_REFUSED}, {@link HubError#MALFORMED_REQUEST}
   */
  public TwinPage run(String query, int most, Optional<String> continuation) {
    if (most < 1) {
      throw Json.malformed("Ask for at least one twin at a time.");
    }
    TwinQuery understood = TwinQuery.parse(query);
    String after = continuation.map(TwinQueries::lastId).orElse("");
    return switch (understood.selection()) {
      case Selection.Count(var name) -> count(understood, name);
      case Selection.All() -> page(understood, TwinPage.Kind.TWIN, after, most);
      case Selection.Columns ignored -> page(understood, TwinPage.Kind.RAW, after, most);
    };
  }

  private TwinPage page(TwinQuery query, TwinPage.Kind kind, String after, int most) {
    Collector collector = new Collector(query, Math.min(most, LONGEST_PAGE), after);
    List<Twin> read = twins.list(after, READ_AT_ONCE);
    while (!read.isEmpty() && collector.takeAll(read)) {
      read = read.size() < READ_AT_ONCE ? List.of() : twins.list(collector.seen, READ_AT_ONCE);
    }
    Optional<String> more =
        read.isEmpty() ? Optional.empty() : Optional.of(continuation(collector.seen));
    return new TwinPage(collector.json(), kind, more);
  }

  private TwinPage count(TwinQuery query, String name) {
    long count = query.condition().isEmpty() ? twins.count() : matching(query);
    ArrayNode row = Json.object().arrayNode().add(Json.object().put(name, count));
    return new TwinPage(Json.write(row), TwinPage.Kind.RAW, Optional.empty());
  }

  private long matching(TwinQuery query) {
    long count = 0;
    List<Twin> read = twins.list("", READ_AT_ONCE);
    while (!read.isEmpty()) {
      count += read.stream().filter(twin -> query.matches(twin.json())).count();
      read = twins.list(read.getLast().deviceId(), READ_AT_ONCE);
    }
    return count;
  }

  private static String continuation(String lastId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((CONTINUATION + lastId).getBytes(StandardCharsets.UTF_8));
  }

  private static String lastId(String continuation) {
    String given = decoded(continuation);
    if (!given.startsWith(CONTINUATION)) {
      throw Json.malformed("The continuation is not one that was given.");
    }
    return given.substring(CONTINUATION.length());
  }

  private static String decoded(String continuation) {
    try {
      return new String(Base64.getUrlDecoder().decode(continuation), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Gathers a page until it is full, or until enough was looked at. */
  private static final class Collector {
    private final TwinQuery query;
    private final int most;
    private final ByteArrayOutputStream json = new ByteArrayOutputStream();
    private String seen;
    private int read;
    private int taken;

    Collector(TwinQuery query, int most, String after) {
      this.query = query;
      this.most = most;
      this.seen = after;
    }

    /** False when the page ends before all of these were taken. */
    boolean takeAll(List<Twin> twins) {
      for (Twin twin : twins) {
        ObjectNode json = twin.json();
        boolean matches = query.matches(json);
        if (read == MOST_READ || (matches && isFull())) {
          return false;
        }
        if (matches) {
          take(json);
        }
        seen = twin.deviceId();
        read++;
      }
      return true;
    }

    private boolean isFull() {
      return taken == most || json.size() > LARGEST_PAGE;
    }

    private void take(ObjectNode twin) {
      ObjectNode row =
          query.selection() instanceof Selection.Columns columns ? columns.row(twin) : twin;
      json.write(taken == 0 ? '[' : ',');
      json.writeBytes(Json.write(row));
      taken++;
    }

    byte[] json() {
      json.writeBytes((taken == 0 ? "[]" : "]").getBytes(StandardCharsets.UTF_8));
      return json.toByteArray();
    }
  }
}
