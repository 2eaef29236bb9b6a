package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body must be for its items to be judged at all. */
class EnvelopeTest {
  private static final String GOOD = "{'schema':'efollowup.telemetry/1','session':'s-1'}";

  @Test
  void shouldReadMessageWithoutItems() {
    assertThat(Bodies.judge(Bodies.bytes(GOOD)).message().session()).isEqualTo("s-1");
    assertThat(Bodies.judge(Bodies.message(",'readings':[],'events':[]")).refusals()).isEmpty();
    assertThat(Bodies.judge(Bodies.message(",'readings':null,'events':null")).refusals()).isEmpty();
  }

  @Test
  void shouldReadWhateverTheOrderOfFields() {
    String reading = "{'unit':'mg/dL','glucose':100,'at':'" + Bodies.AT + "'}";
    byte[] body =
        Bodies.bytes(
            " \n{ 'readings':[%s], 'session':'s-1', 'schema':'efollowup.telemetry/1' }\t"
                .formatted(reading));

    assertThat(Bodies.judge(body).message().readings()).hasSize(1);
  }

  @Test
  void shouldReadEscapedFieldNamesAndValues() {
    byte[] body = Bodies.bytes("{'sch\\u0065ma':'efollowup.telemetry\\/1','session':'s\\u002d1'}");

    assertThat(Bodies.judge(body).message().session()).isEqualTo("s-1");
  }

  @Test
  void shouldReadBodyOfExactly256KilobytesAndNoLonger() {
    byte[] largest = padded(256 * 1024);
    byte[] tooLarge = padded(256 * 1024 + 1);

    Bodies.judge(largest);
    assertUnreadable(tooLarge, "262145 bytes");
  }

  @Test
  void shouldRefuseEmptyBody() {
    assertUnreadable(new byte[0], "JSON");
    assertUnreadable(Bodies.bytes("  \n"), "JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'schema':'efollowup.telemetry/1','session':'s-1'",
        "{'schema':'efollowup.telemetry/1','session':'s-1'}}",
        "{'schema':'efollowup.telemetry/1','session':'s-1'} {}",
        "{'schema':'efollowup.telemetry/1','session':'s-1',}",
        "{'schema':'efollowup.telemetry/1','session':'s-1'}//",
        "{schema:'efollowup.telemetry/1','session':'s-1'}",
        "{'schema':'efollowup.telemetry/1' 'session':'s-1'}",
        "{'schema':'efollowup.telemetry/1','session':'s-1','x':NaN}",
        "{'schema':'efollowup.telemetry/1','session':'s-1','x':01}",
        "{'schema':'efollowup.telemetry/1','session':'s-1','x':+1}",
        "{'schema':'efollowup.telemetry/1','session':'s-1','x':.5}",
        "{'schema':'efollowup.telemetry/1','session':'s-1','x':'\n'}",
        "{'schema':'efollowup.telemetry/1','session':'s-1','x':'\\q'}",
        "{'schema':'efollowup.telemetry/1','session':'s-1','readings':[,]}",
        "\uFEFF{'schema':'efollowup.telemetry/1','session':'s-1'}",
        "at,glucose",
      })
  void shouldRefuseWhatIsNotStrictJson(String text) {
    assertUnreadable(Bodies.bytes(text), "not one JSON value");
  }

  @Test
  void shouldRefuseOtherEncodings() {
    String text = new String(Bodies.bytes(GOOD), StandardCharsets.UTF_8);

    assertUnreadable(text.getBytes(StandardCharsets.UTF_16LE), "JSON");
    assertUnreadable(text.getBytes(StandardCharsets.UTF_16BE), "JSON");
    assertUnreadable(text.getBytes(StandardCharsets.UTF_16), "UTF-8");
  }

  @Test
  void shouldRefuseMalformedUtf8() {
    int[][] malformed = {
      {0x80}, // continuation without a start
      {0xC3}, // start without its continuation
      {0xC0, 0xAF}, // overlong slash
      {0xE0, 0x80, 0xAF}, // overlong slash in three bytes
      {0xED, 0xA0, 0x80}, // surrogate
      {0xF4, 0x90, 0x80, 0x80}, // beyond the last code point
      {0xFF},
    };
    for (int[] bytes : malformed) {
      byte[] body = Bodies.message(",'x':'" + "?".repeat(bytes.length) + "'");
      int from = new String(body, StandardCharsets.ISO_8859_1).indexOf('?');
      for (int i = 0; i < bytes.length; i++) {
        body[from + i] = (byte) bytes[i];
      }
      assertUnreadable(body, "UTF-8");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "'efollowup.telemetry/1'", "1", "true", "null", "[{}]"})
  void shouldRefuseWhatIsNotAnObject(String text) {
    assertUnreadable(Bodies.bytes(text), "not a JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'session':'s-1'}",
        "{'schema':'efollowup.telemetry/2','session':'s-1'}",
        "{'schema':'efollowup.telemetry/1 ','session':'s-1'}",
        "{'schema':null,'session':'s-1'}",
        "{'schema':1,'session':'s-1'}",
        "{'schema':['efollowup.telemetry/1'],'session':'s-1'}",
        "{'Schema':'efollowup.telemetry/1','session':'s-1'}",
      })
  void shouldRefuseOtherSchemas(String text) {
    assertUnreadable(Bodies.bytes(text), "field schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "'a b'",
        "'Zhang, San'",
        "'a\\u0000'",
        "'a\\n'",
        "'张三'",
        "'a/b'",
        "null",
        "7"
      })
  void shouldRefuseSessionsThatAreNoOpaqueId(String session) {
    assertUnreadable(
        Bodies.bytes("{'schema':'efollowup.telemetry/1','session':" + session + "}"),
        "field session");
  }

  @Test
  void shouldRefuseMissingAndOverlongSessions() {
    String schema = "{'schema':'efollowup.telemetry/1'";

    assertUnreadable(Bodies.bytes(schema + "}"), "field session");
    assertUnreadable(
        Bodies.bytes(schema + ",'session':'" + "a".repeat(65) + "'}"), "field session");
    Bodies.judge(Bodies.bytes(schema + ",'session':'" + "a".repeat(64) + "'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",'session':'s-2'",
        ",'readings':[],'readings':[]",
        ",'events':[],'events':null",
        ",'x':1,'x':2",
        ",'x':1,'\\u0078':2",
      })
  void shouldRefuseRepeatedFields(String rest) {
    assertUnreadable(Bodies.message(rest), "stands twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'readings':{}", "'readings':'none'", "'events':0", "'events':false"})
  void shouldRefuseItemsThatAreNoArray(String field) {
    assertUnreadable(Bodies.message("," + field), "not an array");
  }

  @Test
  void shouldLimitDepth() {
    Bodies.judge(Bodies.message(",'x':" + "[".repeat(31) + "]".repeat(31)));
    assertUnreadable(Bodies.message(",'x':" + "[".repeat(32) + "]".repeat(32)), "at most 32 deep");
    assertUnreadable(Bodies.bytes("[".repeat(200_000)), "at most 32 deep");
  }

  @Test
  void shouldRefuseWhatCausesRefusalsWithoutEnd() {
    String items = "1,".repeat(20_001);

    TelemetryVerdict.Judged most =
        Bodies.judge(
            Bodies.message(",'readings':[" + items.substring(2, items.length() - 1) + "]"));

    assertThat(most.refusals()).hasSize(20_000);
    assertUnreadable(
        Bodies.message(",'readings':[" + items.substring(0, items.length() - 1) + "]"),
        "More than 20000 parts");
  }

  @Test
  void shouldReadNumbersAndNamesOfAnyLengthAsPartsToJudge() {
    String digits = "9".repeat(5000);
    String name = "n".repeat(60_000);

    assertThat(Bodies.judge(Bodies.message(",'" + name + "':" + digits)).refusals())
        .containsExactly(
            Bodies.refusal("message", RefusalReason.UNKNOWN_FIELD, "'" + name + "':" + digits));
  }

  private static byte[] padded(int size) {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) ' ');
    byte[] good = Bodies.bytes(GOOD);
    System.arraycopy(good, 0, body, 0, good.length);
    return body;
  }

  private static void assertUnreadable(byte[] body, String saying) {
    assertThat(Bodies.read(body))
        .isInstanceOfSatisfying(
            TelemetryVerdict.Unreadable.class,
            unreadable -> assertThat(unreadable.why()).contains(saying));
  }
}
