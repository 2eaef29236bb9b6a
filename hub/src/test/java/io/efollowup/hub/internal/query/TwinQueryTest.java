package io.efollowup.hub.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.query.TwinQuery.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinQueryTest {
  static final ObjectNode TWIN =
      Json.readObject(
          """
          {"deviceId":"sensor-a","status":"enabled","connectionState":"Disconnected","version":4,
           "statusReason":null,
           "tags":{"ward":"7","floor":2,"spare":false,"my-tag":"x","it's":"y"},
           "properties":{"desired":{"interval":300,"$version":2},
                         "reported":{"firmware":"1.10.2","ratio":7.0,"hours":[8,20],
                                     "limits":{"low":3.9},"$version":3}}}"""
              .getBytes(UTF_8));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deviceId = 'sensor-a'",
        "devices.deviceId = 'sensor-a'",
        "tags.ward='7' and tags.floor=2",
        "tags.ward = \"7\"",
        "tags['ward'] = '7'",
        "tags['it''s'] = 'y'",
        "tags['it\\'s'] = 'y'",
        "tags.my-tag = 'x'",
        "tags.floor <> 3",
        "tags.floor != 3",
        "tags.floor < 2.5 AND tags.floor >= 2 AND tags.floor <= 2.0 AND tags.floor > -1e3",
        "properties.reported.ratio = 7",
        "properties.reported.firmware > '1.0'",
        "tags.spare = false",
        "status IN ['enabled', 'x']",
        "tags.floor in [1, 2]",
        "tags.floor NOT IN [1, 3]",
        "NOT tags.floor = 3",
        "tags.floor = 3 OR tags.ward = '7' AND tags.floor = 2",
        "(tags.floor = 2 OR tags.ward = '8') AND status = 'enabled'",
        "is_defined(tags.ward)",
        "NOT is_defined(tags.room)",
        "IS_STRING(tags.ward) AND is_number(tags.floor) AND is_bool(tags.spare)",
        "is_null(statusReason) AND is_array(properties.reported.hours)",
        "is_object(properties.reported.limits)",
        "statusReason = null",
        "startswith(properties.reported.firmware, '1.') AND endsWith(deviceId, '-a')",
        "contains(deviceId, 'sor') AND starts_with(deviceId, 's') AND ends_with(deviceId, 'a')",
        "properties.reported.hours[1] = 20",
        "properties.reported.limits['low'] = 3.9",
        "properties.desired.$version = 2",
        "NOT (tags.floor = 3)",
        "2 = tags.floor"
      })
  void shouldMatch(String condition) {
    assertThat(matches(condition)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deviceId = 'SENSOR-A'",
        "tags.floor = '2'",
        "tags.floor != '2'",
        "NOT tags.floor = '2'",
        "tags.room = 1",
        "tags.room != 1",
        "NOT tags.room = 1",
        "tags.room = 1 AND tags.floor = 2",
        "NOT (tags.room = 1 AND tags.floor = 2)",
        "tags.room IN [1]",
        "tags.room NOT IN [1]",
        "tags = 1",
        "tags.spare < true",
        "startswith(tags.floor, '2')",
        "NOT startswith(tags.floor, '2')",
        "properties.reported.hours['1'] = 8",
        "properties.reported.hours[7] = 8",
        "deviceId[0] = 's'",
        "is_null(tags.room)"
      })
  void shouldNotMatch(String condition) {
    assertThat(matches(condition)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT",
        "SELECT * FROM",
        "SELECT * FROM devices.jobs",
        "SELECT * FROM devices.modules",
        "SELECT * FROM things",
        "SELECT * FROM devices WHERE",
        "SELECT * FROM devices WHERE tags.a",
        "SELECT * FROM devices WHERE tags.a =",
        "SELECT * FROM devices WHERE tags.a = 1 1",
        "SELECT * FROM devices WHERE (tags.a = 1",
        "SELECT * FROM devices WHERE tags.a = 'x",
        "SELECT * FROM devices WHERE tags.a LIKE 'x'",
        "SELECT * FROM devices WHERE tags.a IN []",
        "SELECT * FROM devices WHERE tags.a IN [tags.b]",
        "SELECT * FROM devices WHERE tags.a IN ['x'",
        "SELECT * FROM devices WHERE tags[1.5] = 1",
        "SELECT * FROM devices WHERE tags[-1] = 1",
        "SELECT * FROM devices WHERE lower(tags.a) = 'x'",
        "SELECT * FROM devices WHERE name = 'x'",
        "SELECT * FROM devices WHERE tags.a ; 1",
        "SELECT * FROM devices GROUP BY tags.a",
        "SELECT * FROM devices ORDER BY deviceId",
        "SELECT TOP 5 * FROM devices",
        "SELECT COUNT() FROM devices",
        "SELECT COUNT(*) AS n FROM devices",
        "SELECT AVG(tags.a) AS n FROM devices",
        "SELECT tags.a, properties.desired.a FROM devices",
        "SELECT *, deviceId FROM devices",
        "DELETE FROM devices"
      })
  void shouldSayWhatIsSupportedInsteadOfGuessing(String query) {
    assertRefused(query);
  }

  @Test
  void shouldSelectValues() {
    TwinQuery query =
        TwinQuery.parse(
            "select deviceId, tags.ward as w, properties.reported.limits, tags.room from devices");

    assertThat(query.selection())
        .isInstanceOfSatisfying(
            Selection.Columns.class,
            columns ->
                assertThat(columns.row(TWIN))
                    .hasToString(
                        "{\"deviceId\":\"sensor-a\",\"w\":\"7\",\"limits\":{\"low\":3.9}}"));
    assertThat(TwinQuery.parse("SELECT COUNT() AS n FROM devices").selection())
        .isEqualTo(new Selection.Count("n"));
  }

  @Test
  void shouldBoundWhatIsAsked() {
    String condition = "tags.a = 1";
    assertThat(matches("(".repeat(20) + "tags.floor = 2" + ")".repeat(20))).isTrue();
    assertRefused("SELECT * FROM devices WHERE " + "(".repeat(21) + condition + ")".repeat(21));
    assertRefused("SELECT * FROM devices WHERE " + "NOT ".repeat(21) + condition);
    assertRefused("SELECT * FROM devices WHERE tags.a IN [" + "1,".repeat(100) + "1]");
    assertRefused("SELECT * FROM devices WHERE tags.a = '" + "x".repeat(4096) + "'");
    assertThat(matches(condition + (" OR " + condition).repeat(200))).isFalse();
  }

  private static boolean matches(String condition) {
    return TwinQuery.parse("SELECT * FROM devices WHERE " + condition).matches(TWIN);
  }

  private static void assertRefused(String query) {
    assertThatThrownBy(() -> TwinQuery.parse(query))
        .hasMessageContaining("Supported is")
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.QUERY_REFUSED));
  }
}
