package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.hub.internal.DeviceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinQueriesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private HubStore store;
  private Twins twins;
  private TwinQueries queries;

  @BeforeEach
  void open() {
    store = HubStore.open(directory, RunningHub.key());
    twins = new Twins(store, clock, ReportedAllowList.any());
    queries = new TwinQueries(twins);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldPageThroughManyDevicesInOrder() throws IOException {
    register(10_050);
    tag("d00007", "7");
    tag("d10049", "7");

    List<String> all = ids("SELECT * FROM devices", 100);
    assertThat(all).hasSize(10_050).isSorted().doesNotHaveDuplicates();

    TwinPage sparse =
        queries.run("SELECT * FROM devices WHERE tags.ward = '7'", 100, Optional.empty());
    assertThat(JSON.readTree(sparse.json())).as("what was found so far").hasSize(1);
    assertThat(sparse.continuation()).isPresent();
    assertThat(ids("SELECT * FROM devices WHERE tags.ward = '7'", 100))
        .containsExactly("d00007", "d10049");
    assertThat(rows("SELECT COUNT() AS n FROM devices WHERE tags.ward = '7'"))
        .hasToString("[{\"n\":2}]");
    assertThat(rows("SELECT COUNT() AS n FROM devices")).hasToString("[{\"n\":10050}]");
  }

  @Test
  void shouldEndWithTheLastDevice() {
    register(4);
    TwinPage first = queries.run("SELECT * FROM devices", 2, Optional.empty());
    TwinPage last = queries.run("SELECT * FROM devices", 2, first.continuation());

    assertThat(first.continuation()).isPresent();
    assertThat(last.continuation()).as("nothing behind a full page").isEmpty();
    assertThat(last.kind()).isEqualTo(TwinPage.Kind.TWIN);
  }

  @Test
  void shouldGiveNoMoreThanAHundredAtOnce() throws IOException {
    register(101);
    TwinPage page = queries.run("SELECT deviceId FROM devices", 5000, Optional.empty());

    assertThat(JSON.readTree(page.json())).hasSize(100);
    assertThat(page.kind()).isEqualTo(TwinPage.Kind.RAW);
    assertThat(page.continuation()).isPresent();
  }

  @Test
  void shouldEndAPageThatHasGrownLarge() throws IOException {
    register(60);
    for (int i = 0; i < 60; i++) {
      StringBuilder desired = new StringBuilder("{\"k\":1");
      for (int k = 0; k < 300; k++) {
        desired.append(",\"k%03d\":{\"a\":{\"b\":{\"c\":\"%s\"}}}".formatted(k, "x".repeat(70)));
      }
      twins.update(
          id(i),
          TwinChange.ofDesired(desired.append('}').toString().getBytes(UTF_8)),
          IfMatch.any());
    }
    TwinPage page = queries.run("SELECT * FROM devices", 100, Optional.empty());

    assertThat(page.json().length).isBetween(4_000_000, 4_600_000);
    assertThat(page.continuation()).isPresent();
    assertThat(ids("SELECT * FROM devices", 100)).hasSize(60);
  }

  @Test
  void shouldAnswerNothingWithNothing() {
    TwinPage page = queries.run("SELECT * FROM devices", 100, Optional.empty());
    assertThat(new String(page.json(), UTF_8)).isEqualTo("[]");
    assertThat(page.continuation()).isEmpty();
  }

  @Test
  void shouldRefuseAContinuationThatIsNone() {
    assertThatThrownBy(() -> queries.run("SELECT * FROM devices", 100, Optional.of("***")))
        .isInstanceOf(HubException.class);
    assertThatThrownBy(() -> queries.run("SELECT * FROM devices", 0, Optional.empty()))
        .isInstanceOf(HubException.class);
  }

  private List<String> ids(String query, int most) throws IOException {
    List<String> ids = new ArrayList<>();
    Optional<String> continuation = Optional.empty();
    do {
      TwinPage page = queries.run(query, most, continuation);
      JSON.readTree(page.json()).forEach(twin -> ids.add(twin.path("deviceId").asText()));
      continuation = page.continuation();
    } while (continuation.isPresent());
    return ids;
  }

  private JsonNode rows(String query) throws IOException {
    return JSON.readTree(queries.run(query, 100, Optional.empty()).json());
  }

  private void tag(String device, String ward) {
    twins.update(
        device,
        TwinChange.parse("{\"tags\":{\"ward\":\"%s\"}}".formatted(ward).getBytes(UTF_8)),
        IfMatch.any());
  }

  private void register(int devices) {
    SymmetricKeys keys = SymmetricKeys.generate(new SecureRandom());
    store.write(
        handle -> {
          for (int i = 0; i < devices; i++) {
            DeviceTable.insert(
                handle,
                new Device(id(i), "g" + i, "e", true, "", keys, clock.instant(), clock.instant()));
          }
          return devices;
        });
  }

  private static String id(int i) {
    return "d%05d".formatted(i);
  }
}
