package io.efollowup.hub.internal.twin;

import static io.efollowup.hub.internal.twin.TwinSectionTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinLimitsTest {
  private static final String MARK = "secret";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a b':1}",
        "{'a.b':1}",
        "{'$a':1}",
        "{'a':{'$version':1}}",
        "{'':1}",
        "{'a\\u0007':1}",
        "{'a\\u0085':1}",
        "{'a':[{'b.c':1}]}",
        "{'a':4503599627370496}",
        "{'a':-4503599627370497}",
        "{'a':1e400}"
      })
  void shouldRefuseWhatATwinCannotHold(String patch) {
    assertThatThrownBy(() -> TwinLimits.requirePatch(object(patch)))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST));
  }

  @Test
  void shouldTakeEveryOtherValueAndPassOverMetadata() {
    ObjectNode patch =
        object(
            """
            {"a":1,"b":-4503599627370496,"c":7.0,"d":"x y.$","e":true,"f":null,"g":[1,[2],{"h":null}],
             "名":{"i":4503599627370495},"$metadata":{"$lastUpdated":"x"},"$version":7}""");
    ObjectNode values = patch.deepCopy();
    values.remove("$metadata");
    values.remove("$version");

    assertThat(TwinLimits.requirePatch(patch)).isEqualTo(values);
    assertThat(patch.has("$version")).as("the argument stays as it is").isTrue();
  }

  @Test
  void shouldKeepNumbersAsTheyAreWritten() {
    assertThat(TwinLimits.requirePatch(object("{'a':7.0,'b':0.12345678901234567890}")))
        .hasToString("{\"a\":7.0,\"b\":0.12345678901234567890}");
  }

  @Test
  void shouldBoundTheDepth() {
    TwinLimits.requirePatch(object("{'a':".repeat(11) + "1" + "}".repeat(11)));
    assertTooLarge(
        () -> TwinLimits.requirePatch(object("{'a':".repeat(12) + "1" + "}".repeat(12))),
        "10 deep");
    assertTooLarge(
        () -> TwinLimits.requirePatch(object("{'a':" + "[".repeat(11) + "]".repeat(11) + "}")),
        "10 deep");
  }

  @Test
  void shouldBoundTextsAndNamesByTheirBytes() {
    TwinLimits.requirePatch(Json.object().put("a", "x".repeat(4096)));
    TwinLimits.requirePatch(Json.object().put("x".repeat(1024), 1));
    assertTooLarge(
        () -> TwinLimits.requirePatch(Json.object().put("a", MARK + "é".repeat(2048))), "4 KB");
    assertTooLarge(
        () -> TwinLimits.requirePatch(Json.object().put(MARK + "é".repeat(512), 1)), "1 KB");
  }

  @Test
  void shouldBoundTagsAndPropertiesAsCompactJson() {
    ObjectNode full = Json.object();
    full.put("a", "x".repeat(4000)).put("b", "x".repeat(4000));
    full.put("c", "x".repeat(8 * 1024 - TwinLimits.size(full) - ",\"c\":\"\"".length()));
    assertThat(TwinLimits.size(full)).isEqualTo(TwinLimits.LARGEST_TAGS);

    TwinLimits.requireTags(full);
    full.put("d", 1);
    assertTooLarge(() -> TwinLimits.requireTags(full), "8 KB");
    TwinLimits.requireProperties(full);
    for (int i = 0; i < 8; i++) {
      full.put(MARK + i, "x".repeat(4000));
    }
    assertTooLarge(() -> TwinLimits.requireProperties(full), "32 KB");
  }

  private static void assertTooLarge(Runnable check, String limit) {
    assertThatThrownBy(check::run)
        .hasMessageContaining(limit)
        .hasMessageNotContaining(MARK)
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.TWIN_TOO_LARGE));
  }
}
