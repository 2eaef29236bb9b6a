package io.efollowup.hub.internal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.internal.Json;

/** JSON merge patch, RFC 7396, of objects. */
public final class MergePatch {
  private MergePatch() {}

  /**
   * Lays a patch over a target: a null removes, an object is merged, anything else takes the place
   * of what was there. Neither argument is changed.
   */
  public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    ObjectNode merged = target.deepCopy();
    patch.properties().forEach(property -> put(merged, property.getKey(), property.getValue()));
    return merged;
  }

  private static void put(ObjectNode target, String name, JsonNode value) {
    if (value.isNull()) {
      target.remove(name);
    } else if (value instanceof ObjectNode patch) {
      ObjectNode old = target.get(name) instanceof ObjectNode object ? object : Json.object();
      target.set(name, apply(old, patch));
    } else {
      target.set(name, value.deepCopy());
    }
  }
}
