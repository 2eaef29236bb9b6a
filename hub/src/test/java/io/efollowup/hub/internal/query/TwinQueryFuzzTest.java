package io.efollowup.hub.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.efollowup.hub.FuzzInputs;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a query says, it is refused, or answered for any twin. */
class TwinQueryFuzzTest {
  private static final JsonNode TWIN =
      Json.read(
          "{'deviceId':'a','version':3,'tags':{'ward':'7','n':[1,2]},'properties':{'reported':{'x':1e2}}}"
              .getBytes(StandardCharsets.UTF_8));

  static Stream<byte[]> seeds() {
    return Stream.of(
            "SELECT * FROM devices",
            "select count() as n from devices where tags.n[1] <> 2",
            "SELECT deviceId AS d, properties.reported.x FROM devices WHERE NOT (version >= 3.5e0)",
            "SELECT * FROM devices WHERE tags['ward'] IN ['7', \"8\", null, true] AND STARTSWITH(deviceId, 'a''b\\\\')",
            "SELECT * FROM devices WHERE is_defined(devices.properties.desired.y) OR tags.ward NOT IN [1]",
            "SELECT * FROM devices WHERE " + "NOT ".repeat(1000) + "tags.x = 1",
            "SELECT * FROM devices WHERE " + "(".repeat(2000))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    try {
      TwinQuery query = TwinQuery.parse(new String(bytes, StandardCharsets.UTF_8));
      query.matches(TWIN);
      query.matches(Json.object());
      if (query.selection() instanceof TwinQuery.Selection.Columns columns) {
        assertThat(columns.row(TWIN).size()).isLessThanOrEqualTo(columns.columns().size());
      }
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.QUERY_REFUSED);
    }
  }

  @Test
  void shouldAnswerOrRefuseAnyQuery() {
    FuzzInputs.run(getClass(), seeds().toList(), 5000, this::fuzz);
  }
}
