package io.efollowup.hub.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.PercentEncoding;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AddressFuzzTest {
  private static final Set<HubError> ADDRESS_ERRORS =
      Set.of(HubError.RESOURCE_NOT_FOUND, HubError.METHOD_NOT_ALLOWED, HubError.MALFORMED_REQUEST);

  @Property
  void shouldRefuseAnyPathItDoesNotKnow(@ForAll("paths") String path) {
    for (HttpMethod method : Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH)) {
      try {
        Route route = Route.of(method, path);
        assertThat(route.endpoint().method()).isEqualTo(method);
        assertThat(route.resource().segments()).isNotEmpty().doesNotContain("");
      } catch (HubException e) {
        assertThat(ADDRESS_ERRORS).contains(e.error());
      }
    }
  }

  @Property
  void shouldReadAnyQueryOrRefuseIt(@ForAll("paths") String text) {
    try {
      Query query = Query.parse(text);
      assertThat(query.get("absent-for-sure")).isEmpty();
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST);
    }
  }

  @Property
  void shouldDecodeWhatItEncodes(@ForAll String text) {
    String wellFormed = text.replaceAll("[\\ud800-\\udfff]", "?");
    String encoded = PercentEncoding.encode(wellFormed);
    assertThat(encoded).matches("[A-Za-z0-9\\-._~%]*");
    assertThat(PercentEncoding.decode(encoded)).isEqualTo(wellFormed);
  }

  @Property
  void shouldReadAnyBodyAsJsonOrRefuseIt(@ForAll("paths") String text) {
    try {
      Json.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST);
    }
  }

  @Test
  void shouldRefuseJsonThatIsTooDeep() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Json.read(deep)).isInstanceOf(HubException.class);
  }

  @Test
  void shouldNotTakeAPlusForASpace() {
    assertThat(Query.parse("a=b+c").get("a")).contains("b+c");
    assertThat(PercentEncoding.decode("a+b%2B")).isEqualTo("a+b+");
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
            "/",
            "//",
            "devices",
            "Devices",
            "%",
            "%2",
            "%2f",
            "%ff",
            "%00",
            "é",
            "messages",
            "events",
            "devicebound",
            "?",
            "&",
            "=",
            "reject",
            "{id}",
            "..",
            "x",
            "abandon",
            "[",
            "{",
            "\"",
            ":")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }
}
