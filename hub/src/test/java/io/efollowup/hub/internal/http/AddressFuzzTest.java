package io.efollowup.hub.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.efollowup.hub.FuzzInputs;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.PercentEncoding;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an address says, it is understood or refused, and names no device but what it says. */
class AddressFuzzTest {
  private static final Set<HubError> REFUSALS =
      Set.of(HubError.RESOURCE_NOT_FOUND, HubError.METHOD_NOT_ALLOWED, HubError.MALFORMED_REQUEST);
  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  static Stream<byte[]> seeds() {
    return Stream.of(
            "/devices/a%2Fb/messages/events",
            "/Devices/%2e%2e/messages/deviceBound/lock/abandon",
            "//devices//",
            "/twins/é%ff/methods",
            "/devices/query",
            "/statistics/devices",
            "/devices/%",
            "/devices/a%00/commands",
            "api-version=2020-09-30&%3Freject=true",
            "top=5&=&&reject&a=b+c%2B",
            "%2",
            "x".repeat(5000),
            "/".repeat(500))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    METHODS.forEach(method -> shouldFindWhatIsAsked(method, text));
    shouldReadAQuery(text);
    assertThat(PercentEncoding.decode(PercentEncoding.encode(text))).isEqualTo(text);
    assertThat(PercentEncoding.encode(text)).matches("[A-Za-z0-9\\-._~%]*");
  }

  private static void shouldFindWhatIsAsked(HttpMethod method, String path) {
    try {
      Route route = Route.of(method, path);
      assertThat(route.endpoint().method()).isEqualTo(method);
      assertThat(route.resource().segments()).isNotEmpty().doesNotContain("");
      if (route.resource().belongsToDevice()) {
        String stated = List.of(path.replaceFirst("^/", "").split("/")).get(1);
        assertThat(route.device()).isEqualTo(PercentEncoding.decode(stated));
      }
    } catch (HubException e) {
      assertThat(REFUSALS).contains(e.error());
    }
  }

  private static void shouldReadAQuery(String text) {
    try {
      Query query = Query.parse(text);
      assertThat(query.has("reject")).isIn(false, query.get("reject").isPresent());
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST);
    }
  }

  @Test
  void shouldUnderstandOrRefuseAnyAddress() {
    FuzzInputs.run(getClass(), seeds().toList(), 3000, this::fuzz);
  }

  @Test
  void shouldNotTakeAPlusForASpace() {
    assertThat(Query.parse("a=b+c").get("a")).contains("b+c");
    assertThat(PercentEncoding.decode("a+b%2B")).isEqualTo("a+b+");
  }
}
