package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of what is refused is found in what is made of it. */
class SecrecyTest {
  private static final String SECRET = "LiNa13800000000";

  @ParameterizedTest
  @ValueSource(
      strings = {
        // not the schema
        "$",
        "{'$':1",
        "{'schema':'$'}",
        "{'schema':'efollowup.telemetry/1','session':'Dr $'}",
        "{'schema':'efollowup.telemetry/1','session':'s','$':1,'$':2}",
        "{'schema':'efollowup.telemetry/1','session':'s','readings':'$'}",
        // refused in parts
        "{'schema':'efollowup.telemetry/1','session':'s','$':'$'}",
        "{'schema':'efollowup.telemetry/1','session':'s','readings':['$']}",
        "{'schema':'efollowup.telemetry/1','session':'s','readings':[{'at':'$'}]}",
        "{'schema':'efollowup.telemetry/1','session':'s','readings':[{'at':'2026-05-10T08:03:00Z',"
            + "'glucose':100,'unit':'$'}]}",
        "{'schema':'efollowup.telemetry/1','session':'s','readings':[{'at':'2026-05-10T08:03:00Z',"
            + "'glucose':100,'unit':'mg/dL','$':{'$':['$']}}]}",
        "{'schema':'efollowup.telemetry/1','session':'s','events':[{'kind':'$'}]}",
        "{'schema':'efollowup.telemetry/1','session':'s','events':[{'kind':'meal','id':'$'}]}",
        "{'schema':'efollowup.telemetry/1','session':'s','events':[{'kind':'meal',"
            + "'id':'3f2504e0-4f89-41d3-9a0c-0305e82c3301','at':'2026-05-10T08:03:00Z',"
            + "'foods':['$'],'$':'$'}]}",
        "{'schema':'efollowup.telemetry/1','session':'s','events':[{'kind':'medication',"
            + "'id':'3f2504e0-4f89-41d3-9a0c-0305e82c3301','at':'2026-05-10T08:03:00Z',"
            + "'name':'$'}]}",
      })
  void shouldKeepNothingOfWhatIsRefused(String template) {
    TelemetryVerdict verdict = Bodies.read(Bodies.bytes(template.replace("$", SECRET)));

    assertThat(verdict.toString()).doesNotContainIgnoringCase(SECRET);
    if (verdict instanceof TelemetryVerdict.Judged(var message, List<Refusal> refusals)) {
      assertThat(refusals).isNotEmpty();
      assertSecret(AdmittedCodec.write(new AdmittedMessage(message, refusals)));
      assertSecret(RefusalNotice.write(Optional.empty(), refusals));
      assertSecret(TelemetryWriter.write(message));
    }
  }

  private static void assertSecret(byte[] bytes) {
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
  }
}
