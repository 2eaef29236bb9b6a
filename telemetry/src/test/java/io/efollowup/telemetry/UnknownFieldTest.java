package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields the schema does not have are removed and counted; what they are in stays. */
class UnknownFieldTest {
  @Test
  void shouldReportFieldOfTheMessageAtTheMessage() {
    String field = "'patientName' : { 'given':['Li'], 'x':1, 'x':2 }";

    TelemetryVerdict.Judged judged = Bodies.judge(Bodies.message(", " + field + " ,'events':[]"));

    assertThat(judged.refusals())
        .containsExactly(Bodies.refusal("message", RefusalReason.UNKNOWN_FIELD, field));
  }

  @Test
  void shouldReportFieldsAtTheirItemsInTheOrderOfTheMessage() {
    String reading = "{'at':'" + Bodies.AT + "','glucose':100,'unit':'mg/dL','note':'dizzy, 李娜'}";
    String event =
        "{'rssi':-70,'kind':'insulin','id':'%s','at':'%s','units':4,'action':'rapid','mets':true}"
            .formatted(Bodies.ID, Bodies.AT);

    TelemetryVerdict.Judged judged =
        Bodies.judge(
            Bodies.message(",'events':[%s],'os':null,'readings':[%s]".formatted(event, reading)));

    assertThat(judged.message().readings()).hasSize(1);
    assertThat(judged.message().events()).hasSize(1);
    assertThat(judged.refusals())
        .containsExactlyElementsOf(
            List.of(
                unknown("events[0]", "'rssi':-70"),
                unknown("events[0]", "'mets':true"),
                unknown("message", "'os':null"),
                unknown("readings[0]", "'note':'dizzy, 李娜'")));
  }

  @Test
  void shouldReportOnlyTheItemWhenItIsRefusedItself() {
    Bodies.shouldRefuseReading(
        RefusalReason.BAD_UNIT,
        "{'at':'" + Bodies.AT + "','glucose':100,'unit':'mg','note':'dizzy'}");
  }

  private static Refusal unknown(String item, String field) {
    return Bodies.refusal(item, RefusalReason.UNKNOWN_FIELD, field);
  }
}
