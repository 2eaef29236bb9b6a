package io.efollowup.hub.internal.twin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.internal.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TwinMergeProperties {
  private static final Instant NOW = Instant.parse("2026-05-10T08:00:00Z");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Property
  void shouldMergeTheSamePatchTwiceAsOnce(
      @ForAll("objects") ObjectNode target, @ForAll("objects") ObjectNode patch) {
    ObjectNode once = MergePatch.apply(target, patch);
    assertThat(MergePatch.apply(once, patch)).isEqualTo(once);
  }

  @Property
  void shouldHoldWhatAMapOfPathsHolds(@ForAll("patches") List<ObjectNode> patches) {
    TwinSection section = TwinSection.empty(NOW);
    Map<String, JsonNode> model = new TreeMap<>();
    long version = 1;
    for (ObjectNode patch : patches) {
      ObjectNode before = section.values().deepCopy();
      TwinSection next = section.patched(patch, NOW);
      assertThat(section.values()).as("a value is never changed").isEqualTo(before);
      assertThat(next.version()).isEqualTo(++version);
      lay(model, "", patch);
      section = next;
      assertThat(leaves(section.values())).isEqualTo(model);
      assertStamped(section.values(), section.metadata(), version);
    }
  }

  @Property
  void shouldHoldNoNullOutsideArraysAndNothingThatWasRemoved(
      @ForAll("patches") List<ObjectNode> patches, @ForAll("names") String name) {
    TwinSection section = TwinSection.empty(NOW);
    for (ObjectNode patch : patches) {
      section = section.patched(patch, NOW);
    }
    TwinSection removed = section.patched(Json.object().putNull(name), NOW);

    assertThat(removed.values().has(name)).isFalse();
    assertThat(removed.metadata().has(name)).isFalse();
    assertThat(leaves(removed.values()).values()).noneMatch(JsonNode::isNull);
  }

  @Property
  void shouldReplaceWithWhatAPatchOfNothingGives(
      @ForAll("objects") ObjectNode old, @ForAll("objects") ObjectNode other) {
    TwinSection section = TwinSection.empty(NOW).patched(old, NOW);
    assertThat(section.replaced(other, NOW).values())
        .isEqualTo(MergePatch.apply(Json.object(), other));
  }

  /** The model: values by their paths; a value takes the place of all below it. */
  private static void lay(Map<String, JsonNode> model, String at, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            property -> {
              String path = at + "/" + property.getKey();
              if (property.getValue() instanceof ObjectNode nested) {
                model.remove(path);
                lay(model, path, nested);
              } else {
                model.keySet().removeIf(key -> key.equals(path) || key.startsWith(path + "/"));
                if (!property.getValue().isNull()) {
                  model.put(path, property.getValue());
                }
              }
            });
  }

  private static Map<String, JsonNode> leaves(ObjectNode values) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    collect(leaves, "", values);
    return leaves;
  }

  private static void collect(Map<String, JsonNode> leaves, String at, ObjectNode values) {
    values
        .properties()
        .forEach(
            property -> {
              String path = at + "/" + property.getKey();
              if (property.getValue() instanceof ObjectNode nested) {
                collect(leaves, path, nested);
              } else {
                leaves.put(path, property.getValue());
              }
            });
  }

  /** Each value has a stamp of some version so far, and nothing else has one. */
  private static void assertStamped(JsonNode values, JsonNode metadata, long version) {
    assertThat(metadata.path("$lastUpdated").asText()).isEqualTo(NOW.toString());
    assertThat(metadata.path("$lastUpdatedVersion").asLong()).isBetween(1L, version);
    List<String> stamped =
        metadata.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !name.startsWith("$"))
            .toList();
    if (values instanceof ObjectNode object) {
      assertThat(stamped)
          .containsExactlyInAnyOrderElementsOf(
              object.properties().stream().map(Map.Entry::getKey).toList());
      stamped.forEach(name -> assertStamped(object.get(name), metadata.get(name), version));
    } else {
      assertThat(stamped).isEmpty();
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("a", "b", "c", "d");
  }

  @Provide
  Arbitrary<List<ObjectNode>> patches() {
    return objects().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return Arbitraries.recursive(
        () -> Arbitraries.maps(names(), leaf()).ofMaxSize(3).map(TwinMergeProperties::object),
        inner ->
            Arbitraries.maps(names(), Arbitraries.oneOf(inner.map(node -> (JsonNode) node), leaf()))
                .ofMaxSize(3)
                .map(TwinMergeProperties::object),
        0,
        3);
  }

  private static Arbitrary<JsonNode> leaf() {
    return Arbitraries.of(
        JSON.nullNode(),
        JSON.numberNode(1),
        JSON.textNode("x"),
        JSON.booleanNode(true),
        JSON.arrayNode().add(1).addNull());
  }

  private static ObjectNode object(Map<String, JsonNode> members) {
    ObjectNode object = Json.object();
    members.forEach((name, value) -> object.set(name, value.deepCopy()));
    return object;
  }
}
