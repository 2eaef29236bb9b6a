package io.efollowup.hub.internal.query;

import static io.efollowup.hub.internal.query.TwinQueryTest.TWIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TwinQueryFuzzTest {
  @Property
  void shouldReadAnyTextOrRefuseIt(@ForAll("queries") String text) {
    try {
      assertThat(TwinQuery.parse(text).matches(TWIN)).isIn(true, false);
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.QUERY_REFUSED);
    }
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> words =
        Arbitraries.of(
                "tags.floor",
                "deviceId",
                "tags",
                "=",
                "<",
                "!=",
                "IN",
                "[",
                "]",
                "(",
                ")",
                "AND",
                "OR",
                "NOT",
                "'x'",
                "2",
                "true",
                "null",
                "is_defined",
                "contains",
                ",",
                ".",
                "$",
                "-",
                "'",
                "\\",
                "é",
                "1e999",
                "tags['a']",
                "[0]")
            .list()
            .ofMaxSize(12)
            .map(parts -> "SELECT * FROM devices WHERE " + String.join(" ", parts));
    return Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(60));
  }
}
