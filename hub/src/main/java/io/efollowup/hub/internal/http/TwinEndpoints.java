package io.efollowup.hub.internal.http;

import io.efollowup.hub.IfMatch;
import io.efollowup.hub.Twin;
import io.efollowup.hub.TwinChange;
import io.efollowup.hub.TwinPage;
import io.efollowup.hub.TwinQueries;
import io.efollowup.hub.Twins;
import io.efollowup.hub.internal.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What services do with twins, translated. Blocks on the store. */
final class TwinEndpoints {
  private final Twins twins;
  private final TwinQueries queries;

  /** One of the ways to change a twin. */
  interface Change {
    Reply make(String device, Optional<String> ifMatch, byte[] body);
  }

  TwinEndpoints(Twins twins) {
    this.twins = twins;
    this.queries = new TwinQueries(twins);
  }

  Reply get(String device) {
    return reply(twins.get(device));
  }

  Reply patch(String device, Optional<String> ifMatch, byte[] body) {
    return reply(twins.update(device, TwinChange.parse(body), condition(ifMatch)));
  }

  Reply put(String device, Optional<String> ifMatch, byte[] body) {
    return reply(twins.replace(device, TwinChange.parse(body), condition(ifMatch)));
  }

  private static IfMatch condition(Optional<String> ifMatch) {
    return ifMatch.map(IfMatch::parse).orElse(IfMatch.any());
  }

  private static Reply reply(Twin twin) {
    return Reply.json(twin.serviceView(), twin.etag());
  }

  /**
   * Answers a query.
   *
   * @param most the header that bounds the page
   * @param continuation the header that says where to go on
   */
  Reply query(byte[] body, Optional<String> most, Optional<String> continuation) {
    String query =
        Json.text(Json.readObject(body), "query")
            .orElseThrow(() -> Json.malformed("The member query is missing."));
    TwinPage page =
        queries.run(
            query, most.map(TwinEndpoints::number).orElse(TwinQueries.LONGEST_PAGE), continuation);
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put(
        "x-ms-item-type",
        switch (page.kind()) {
          case TWIN -> "Twin";
          case RAW -> "Raw";
        });
    page.continuation().ifPresent(next -> headers.put("x-ms-continuation", next));
    return new Reply(200, headers, page.json());
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw Json.malformed("The header x-ms-max-item-count is a number.");
    }
  }
}
