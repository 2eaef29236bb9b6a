package io.efollowup.hub.internal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.internal.Json;
import java.time.Instant;

/**
 * One side of a twin's properties, desired or reported. A value: changes give a new one.
 *
 * @param values what was stated
 * @param metadata of every property, when and with which version it was last stated; nested as the
 *     values are
 * @param version rises by one with every change
 */
public record TwinSection(ObjectNode values, ObjectNode metadata, long version) {
  static final String VERSION = "$version";
  static final String METADATA = "$metadata";

  private static final String LAST_UPDATED = "$lastUpdated";
  private static final String LAST_UPDATED_VERSION = "$lastUpdatedVersion";

  /** Nothing stated yet, as of the device's creation. */
  public static TwinSection empty(Instant at) {
    ObjectNode metadata = Json.object();
    stamp(metadata, at, 1);
    return new TwinSection(Json.object(), metadata, 1);
  }

  /** With a merge patch laid over it. */
  public TwinSection patched(ObjectNode patch, Instant at) {
    ObjectNode stamped = metadata.deepCopy();
    stamp(stamped, values, patch, at, version + 1);
    return new TwinSection(MergePatch.apply(values, patch), stamped, version + 1);
  }

  /** With other values in place of all there were. */
  public TwinSection replaced(ObjectNode others, Instant at) {
    return new TwinSection(Json.object(), Json.object(), version).patched(others, at);
  }

  private static void stamp(
      ObjectNode metadata, JsonNode before, ObjectNode patch, Instant at, long version) {
    stamp(metadata, at, version);
    patch
        .properties()
        .forEach(
            property -> {
              String name = property.getKey();
              JsonNode old = before.path(name);
              switch (property.getValue()) {
                case JsonNode value when value.isNull() -> metadata.remove(name);
                case ObjectNode nested ->
                    stamp(child(metadata, name, old), old, nested, at, version);
                default -> stamp(metadata.putObject(name), at, version);
              }
            });
  }

  /** Where an object was, its properties keep their stamps; anything else is stated anew. */
  private static ObjectNode child(ObjectNode metadata, String name, JsonNode old) {
    return old.isObject() && metadata.get(name) instanceof ObjectNode kept
        ? kept
        : metadata.putObject(name);
  }

  private static void stamp(ObjectNode metadata, Instant at, long version) {
    metadata.put(LAST_UPDATED, at.toString()).put(LAST_UPDATED_VERSION, version);
  }

  /** As a device reads it: values and version. */
  public ObjectNode deviceView() {
    return values.deepCopy().put(VERSION, version);
  }

  /** As a service reads it: values, metadata and version. */
  public ObjectNode serviceView() {
    ObjectNode view = values.deepCopy();
    view.set(METADATA, metadata);
    return view.put(VERSION, version);
  }
}
