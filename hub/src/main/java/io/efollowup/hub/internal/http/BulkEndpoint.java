package io.efollowup.hub.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.DeviceRegistry;
import io.efollowup.hub.HubException;
import io.efollowup.hub.IfMatch;
import io.efollowup.hub.internal.Json;
import java.util.Locale;

/**
 * Many changes of the registry in one request. Each is made or refused by itself, and the answer
 * names the refused ones. Blocks on the store.
 */
final class BulkEndpoint {
  private static final int MOST_CHANGES = 100;

  private final DeviceRegistry registry;

  BulkEndpoint(DeviceRegistry registry) {
    this.registry = registry;
  }

  Reply change(byte[] body) {
    JsonNode changes = Json.read(body);
    if (!changes.isArray() || changes.size() > MOST_CHANGES) {
      throw Json.malformed("The body is a JSON array of at most " + MOST_CHANGES + " devices.");
    }
    ObjectNode result = Json.object();
    ArrayNode errors = Json.object().arrayNode();
    changes.forEach(change -> attempt(change, errors));
    result.put("isSuccessful", errors.isEmpty());
    result.set("errors", errors);
    result.putArray("warnings");
    return Reply.json(Json.write(result));
  }

  private void attempt(JsonNode change, ArrayNode errors) {
    try {
      make(change);
    } catch (HubException e) {
      errors
          .addObject()
          .put("deviceId", change.path("id").asText(""))
          .put("errorCode", e.error().code())
          .put("errorStatus", e.getMessage());
    }
  }

  private void make(JsonNode change) {
    String mode = Json.text(change, "importMode").orElse("create").toLowerCase(Locale.ROOT);
    switch (mode) {
      case "create" -> registry.create(DeviceJson.read(change, "id"));
      case "update" -> registry.update(DeviceJson.read(change, "id"), IfMatch.any());
      case "updateifmatchetag" -> registry.update(DeviceJson.read(change, "id"), seen(change));
      case "delete" -> registry.delete(id(change), IfMatch.any());
      case "deleteifmatchetag" -> registry.delete(id(change), seen(change));
      default ->
          throw Json.malformed(
              "The importMode is create, update, updateIfMatchETag, delete or deleteIfMatchETag.");
    }
  }

  private static String id(JsonNode change) {
    return Json.text(change, "id").orElseThrow(() -> Json.malformed("The member id is missing."));
  }

  private static IfMatch seen(JsonNode change) {
    return Json.text(change, "eTag")
        .or(() -> Json.text(change, "etag"))
        .map(IfMatch::parse)
        .orElseThrow(() -> Json.malformed("The member eTag is missing."));
  }
}
