package io.efollowup.hub.internal.twin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.internal.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinSectionTest {
  private static final Instant CREATED = Instant.parse("2026-05-10T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-05-10T09:00:00.250Z");

  /** The examples of RFC 7396, appendix A, whose results are objects. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'b'}         | {'a':'c'}                 | {'a':'c'}",
        "{'a':'b'}         | {'b':'c'}                 | {'a':'b','b':'c'}",
        "{'a':'b'}         | {'a':null}                | {}",
        "{'a':'b','b':'c'} | {'a':null}                | {'b':'c'}",
        "{'a':['b']}       | {'a':'c'}                 | {'a':'c'}",
        "{'a':'c'}         | {'a':['b']}               | {'a':['b']}",
        "{'a':{'b':'c'}}   | {'a':{'b':'d','c':null}}  | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]} | {'a':[1]}                 | {'a':[1]}",
        "{'e':null}        | {'a':1}                   | {'e':null,'a':1}",
        "{}                | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}"
      })
  void shouldMergeAsTheStandardSays(String target, String patch, String merged) {
    assertThat(MergePatch.apply(object(target), object(patch))).isEqualTo(object(merged));
  }

  @Test
  void shouldBeginEmptyAtVersionOne() {
    assertThat(written(TwinSection.empty(CREATED).serviceView()))
        .isEqualTo(
            object(
                """
                {"$metadata":{"$lastUpdated":"2026-05-10T08:00:00Z","$lastUpdatedVersion":1},
                 "$version":1}"""));
  }

  @Test
  void shouldStampEveryPropertyThatIsStatedAndNoOther() {
    TwinSection section =
        TwinSection.empty(CREATED)
            .patched(object("{'interval':300,'alarm':{'low':3.9,'high':10.0}}"), CREATED)
            .patched(object("{'alarm':{'low':4.0,'high':null},'hours':[1,2]}"), LATER);

    assertThat(written(section.deviceView()))
        .isEqualTo(object("{'interval':300,'alarm':{'low':4.0},'hours':[1,2],'$version':3}"));
    ObjectNode metadata = section.metadata();
    assertThat(metadata.at("/interval/$lastUpdatedVersion").asInt()).isEqualTo(2);
    assertThat(metadata.at("/alarm/$lastUpdatedVersion").asInt()).isEqualTo(3);
    assertThat(metadata.at("/alarm/low/$lastUpdated").asText()).isEqualTo(LATER.toString());
    assertThat(metadata.at("/alarm/high").isMissingNode()).isTrue();
    assertThat(metadata.at("/hours/$lastUpdatedVersion").asInt()).isEqualTo(3);
    assertThat(metadata.at("/$lastUpdatedVersion").asInt()).isEqualTo(3);
  }

  @Test
  void shouldForgetTheStampsOfAnObjectThatWasReplacedByAValue() {
    TwinSection section =
        TwinSection.empty(CREATED)
            .patched(object("{'a':{'b':1}}"), CREATED)
            .patched(object("{'a':1}"), CREATED)
            .patched(object("{'a':{'c':1}}"), CREATED);

    assertThat(section.values()).isEqualTo(object("{'a':{'c':1}}"));
    assertThat(section.metadata().at("/a/b").isMissingNode()).isTrue();
  }

  @Test
  void shouldReplaceAllValuesAndKeepCounting() {
    TwinSection section =
        TwinSection.empty(CREATED)
            .patched(object("{'a':1,'b':2}"), CREATED)
            .replaced(object("{'b':3,'c':null}"), LATER);

    assertThat(written(section.deviceView())).isEqualTo(object("{'b':3,'$version':3}"));
    assertThat(section.metadata().has("a")).isFalse();
  }

  private static ObjectNode written(ObjectNode json) {
    return Json.readObject(Json.write(json));
  }

  static ObjectNode object(String json) {
    return Json.readObject(json.getBytes(UTF_8));
  }
}
