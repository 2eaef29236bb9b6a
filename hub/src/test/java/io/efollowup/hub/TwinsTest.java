package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private HubStore store;
  private DeviceRegistry registry;
  private Twins twins;

  @BeforeEach
  void open() {
    store = HubStore.open(directory, RunningHub.key());
    registry = new DeviceRegistry(store, clock);
    twins = new Twins(store, clock, new ReportedAllowList(List.of("status", "limits"), 40));
    if (registry.find("a").isEmpty()) {
      registry.createWithGeneratedKeys("a");
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldBeThereWithItsDevice() {
    Twin twin = twins.get("a");

    assertThat(json(twin.deviceView()))
        .isEqualTo(json("{\"desired\":{\"$version\":1},\"reported\":{\"$version\":1}}"));
    assertThat(twin.version()).isEqualTo(1);
    assertThat(twins.get("a").etag()).isEqualTo(twin.etag());
    assertRefused(HubError.DEVICE_NOT_FOUND, () -> twins.get("b"));
    assertRefused(HubError.DEVICE_NOT_FOUND, () -> update("b", "{\"a\":1}"));
    assertRefused(HubError.DEVICE_NOT_FOUND, () -> report("b", "{\"status\":1}"));
  }

  @Test
  void shouldKeepEverythingOverARestart() {
    update("a", "{\"interval\":300}");
    report("a", "{\"status\":\"ok\"}");
    JsonNode before = json(twins.get("a").serviceView());
    close();
    open();

    assertThat(json(twins.get("a").serviceView())).isEqualTo(before);
    assertThat(before.at("/properties/desired/interval").asInt()).isEqualTo(300);
    assertThat(before.at("/properties/reported/status").asText()).isEqualTo("ok");
  }

  @Test
  void shouldBeginAnewWithANewDeviceOfTheSameId() {
    String first = twins.get("a").etag();
    String changed = update("a", "{\"interval\":300}").etag();
    registry.delete("a", IfMatch.any());
    assertRefused(HubError.DEVICE_NOT_FOUND, () -> twins.get("a"));
    registry.createWithGeneratedKeys("a");

    Twin twin = twins.get("a");
    assertThat(json(twin.deviceView()).path("desired"))
        .isEqualTo(json("{\"$version\":1}".getBytes(UTF_8)));
    assertThat(twin.etag()).isNotIn(first, changed);
  }

  @Test
  void shouldChangeTheEtagOnlyWithWhatServicesChange() {
    String etag = update("a", "{\"x\":1}").etag();
    report("a", "{\"status\":1}");
    Twin reported = twins.get("a");

    assertThat(reported.etag()).isEqualTo(etag);
    assertThat(reported.version()).isEqualTo(3);
    assertRefused(
        HubError.PRECONDITION_FAILED,
        () -> twins.update("a", desired("{\"x\":2}"), IfMatch.parse("\"other\"")));
    twins.update("a", desired("{\"x\":2}"), IfMatch.parse('"' + etag + '"'));
    assertThat(twins.get("a").etag()).isNotEqualTo(etag);
  }

  @Test
  void shouldLeaveAloneWhatIsNotStated() {
    twins.update("a", change("{\"tags\":{\"ward\":\"7\"}}"), IfMatch.any());
    Twin before = twins.get("a");
    Twin after = twins.update("a", change("{\"tags\":{},\"properties\":null}"), IfMatch.any());

    assertThat(before.desiredVersion()).isEqualTo(1);
    assertThat(json(before.serviceView()).at("/tags/ward").asText()).isEqualTo("7");
    assertThat(json(after.serviceView())).isEqualTo(json(before.serviceView()));
  }

  @Test
  void shouldReplaceTagsAndDesiredAndKeepReported() {
    twins.update(
        "a",
        change("{\"tags\":{\"ward\":\"7\"},\"properties\":{\"desired\":{\"x\":1}}}"),
        IfMatch.any());
    report("a", "{\"status\":1}");
    Twin twin = twins.replace("a", desired("{\"y\":2}"), IfMatch.any());

    JsonNode view = json(twin.serviceView());
    assertThat(view.path("tags")).isEmpty();
    assertThat(json(twin.deviceView()))
        .isEqualTo(
            json(
                "{\"desired\":{\"y\":2,\"$version\":3},\"reported\":{\"status\":1,\"$version\":2}}"));
  }

  @Test
  void shouldTellListenersOfDesiredChangesAndOfNothingElse() {
    List<String> heard = new ArrayList<>();
    Subscription subscription =
        twins.onDesired("a", change -> heard.add(new String(change.patch(), UTF_8)));
    registry.createWithGeneratedKeys("b");

    update("a", "{\"x\":1,\"y\":{\"z\":null},\"$metadata\":{}}");
    update("b", "{\"x\":1}");
    report("a", "{\"status\":1}");
    twins.update("a", change("{\"tags\":{\"ward\":\"7\"}}"), IfMatch.any());
    twins.replace("a", desired("{\"w\":1}"), IfMatch.any());
    subscription.close();
    update("a", "{\"x\":2}");

    assertThat(heard)
        .containsExactly("{\"x\":1,\"y\":{\"z\":null},\"$version\":2}", "{\"w\":1,\"$version\":3}");
  }

  @Test
  void shouldTellInTheOrderOfVersionsWhoeverChanges() throws Exception {
    List<Long> heard = new CopyOnWriteArrayList<>();
    twins.onDesired("a", change -> heard.add(change.version()));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      IntStream.range(0, 40).forEach(i -> threads.execute(() -> update("a", "{\"x\":" + i + "}")));
      threads.shutdown();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(heard).containsExactlyElementsOf(LongStream.rangeClosed(2, 41).boxed().toList());
  }

  @Test
  void shouldNotTellOfARefusedChange() {
    List<DesiredChange> heard = new ArrayList<>();
    twins.onDesired("a", heard::add);
    for (int i = 0; i < 10; i++) {
      update("a", "{\"k%d\":\"%s\"}".formatted(i % 7, "x".repeat(4000)));
    }
    assertRefused(
        HubError.TWIN_TOO_LARGE,
        () -> update("a", "{\"p\":\"%1$s\",\"q\":\"%1$s\"}".formatted("x".repeat(4000))));

    assertThat(heard).hasSize(10);
    assertThat(twins.get("a").desiredVersion()).isEqualTo(11);
  }

  @Test
  void shouldReportOnlyWhatIsAllowed() {
    assertThat(report("a", "{\"status\":\"ok\",\"limits\":{\"low\":3.9}}")).isEqualTo(2);
    assertThat(report("a", "{\"limits\":{\"low\":null,\"high\":10}}")).isEqualTo(3);
    assertThat(report("a", "{}")).isEqualTo(3);

    assertThatThrownBy(() -> report("a", "{\"status\":\"x\",\"patient-name\":\"y\"}"))
        .hasMessageContaining("limits, status")
        .hasMessageNotContaining("patient-name");
    assertRefused(HubError.REPORTED_REFUSED, () -> report("a", "{\"other\":null}"));
    assertRefused(
        HubError.REPORTED_REFUSED, () -> report("a", "{\"status\":\"" + "x".repeat(39) + "\"}"));
    assertThat(json(twins.get("a").deviceView()).path("reported"))
        .isEqualTo(
            json("{\"status\":\"ok\",\"limits\":{\"high\":10},\"$version\":3}".getBytes(UTF_8)));
  }

  @Test
  void shouldNotLetAPropertyGrowPatchByPatch() {
    report("a", "{\"limits\":{\"first\":\"0123456789\"}}");
    assertRefused(
        HubError.REPORTED_REFUSED, () -> report("a", "{\"limits\":{\"second\":\"0123456789\"}}"));
  }

  @Test
  void shouldReportUnderTheConditionOfAVersion() {
    assertThat(twins.report("a", "{\"status\":1}".getBytes(UTF_8), OptionalLong.of(1)))
        .isEqualTo(2);
    assertRefused(
        HubError.PRECONDITION_FAILED,
        () -> twins.report("a", "{\"status\":2}".getBytes(UTF_8), OptionalLong.of(1)));
  }

  @Test
  void shouldRefuseWhatIsNoObject() {
    assertRefused(HubError.MALFORMED_REQUEST, () -> report("a", "[]"));
    assertRefused(HubError.MALFORMED_REQUEST, () -> report("a", ""));
    assertRefused(HubError.MALFORMED_REQUEST, () -> change("{\"tags\":1}"));
    assertRefused(HubError.MALFORMED_REQUEST, () -> change("{\"properties\":{\"desired\":[]}}"));
    assertRefused(
        HubError.MALFORMED_REQUEST,
        () -> twins.update("a", change("{\"deviceId\":\"b\"}"), IfMatch.any()));
  }

  private Twin update(String device, String desired) {
    return twins.update(device, desired(desired), IfMatch.any());
  }

  private long report(String device, String patch) {
    return twins.report(device, patch.getBytes(UTF_8), OptionalLong.empty());
  }

  private static TwinChange desired(String json) {
    return TwinChange.ofDesired(json.getBytes(UTF_8));
  }

  private static TwinChange change(String json) {
    return TwinChange.parse(json.getBytes(UTF_8));
  }

  private static JsonNode json(String text) {
    return json(text.getBytes(UTF_8));
  }

  private static JsonNode json(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(HubError error, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
