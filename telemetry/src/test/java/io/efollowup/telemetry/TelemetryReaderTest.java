package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TelemetryReaderTest {
  private static final String EXAMPLE =
      """
      { "schema": "efollowup.telemetry/1", "session": "wear.7_a:b-c",
        "readings": [ { "at": "2026-05-10T08:03:00+08:00", "glucose": 7.0, "unit": "mmol/L", "trend": 0.06 },
                      { "at": "2026-05-10T08:06:00+08:00", "outOfRange": "low" } ],
        "events": [
          { "kind": "meal", "id": "00000000-0000-4000-8000-000000000001", "at": "2026-05-10T08:00:00+08:00", "carbs": 45, "protein": 20, "fat": 12, "fibre": 3, "foods": ["rice-cooked", "fish-steamed"] },
          { "kind": "insulin", "id": "00000000-0000-4000-8000-000000000002", "at": "2026-05-10T07:58:00+08:00", "units": 4.0, "action": "rapid" },
          { "kind": "exercise", "id": "00000000-0000-4000-8000-000000000003", "at": "2026-05-10T09:00:00+08:00", "minutes": 30, "mets": 3.5, "activity": "walking" },
          { "kind": "medication", "id": "00000000-0000-4000-8000-000000000004", "at": "2026-05-10T07:50:00+08:00", "name": "metformin", "atc": "A10BA02", "dose": 500, "unit": "mg" },
          { "kind": "fingerstick", "id": "00000000-0000-4000-8000-000000000005", "at": "2026-05-10T08:01:00+08:00", "glucose": 110, "unit": "mg/dL" } ] }
      """;

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  @Test
  void shouldReadTheExampleOfTheSchema() {
    TelemetryMessage expected =
        new TelemetryMessage(
            "wear.7_a:b-c",
            List.of(
                new GlucoseReading(
                    time("08:03").toInstant(),
                    CHINA,
                    new GlucoseValue.Measured(Glucose.mmol(7.0)),
                    OptionalDouble.of(0.06)),
                GlucoseReading.of(time("08:06"), GlucoseValue.OutOfRange.LOW)),
            List.of(
                new CareEvent.Meal(
                    id(1),
                    time("08:00").toInstant(),
                    CHINA,
                    OptionalDouble.of(45),
                    OptionalDouble.of(20),
                    OptionalDouble.of(12),
                    OptionalDouble.of(3),
                    List.of("rice-cooked", "fish-steamed")),
                new CareEvent.Insulin(
                    id(2), time("07:58").toInstant(), CHINA, 4, CareEvent.InsulinAction.RAPID),
                new CareEvent.Exercise(
                    id(3), time("09:00").toInstant(), CHINA, 30, OptionalDouble.of(3.5), "walking"),
                new CareEvent.Medication(
                    id(4),
                    time("07:50").toInstant(),
                    CHINA,
                    "metformin",
                    Optional.of("A10BA02"),
                    OptionalDouble.of(500),
                    Optional.of("mg")),
                new CareEvent.Fingerstick(
                    id(5), time("08:01").toInstant(), CHINA, Glucose.mgdl(110))));

    TelemetryVerdict.Judged judged = Bodies.judge(Bodies.bytes(EXAMPLE));

    assertThat(judged.refusals()).isEmpty();
    assertThat(judged.message()).isEqualTo(expected);
    assertThat(Bodies.judge(TelemetryWriter.write(expected)).message()).isEqualTo(expected);
    AdmittedMessage admitted = new AdmittedMessage(expected, List.of());
    assertThat(AdmittedCodec.read(AdmittedCodec.write(admitted))).isEqualTo(admitted);
  }

  @Test
  void shouldKeepGoodItemsBesideARefusedOne() {
    String bad = "{'at':'" + Bodies.AT + "','glucose':5,'unit':'mg/dL'}";
    String good = "{'at':'" + Bodies.AT + "','glucose':5,'unit':'mmol/L'}";

    TelemetryVerdict.Judged judged =
        Bodies.judge(Bodies.message(",'readings':[" + bad + "," + good + ", " + bad + " ]"));

    assertThat(judged.message().readings()).hasSize(1);
    assertThat(judged.refusals())
        .containsExactly(
            Bodies.refusal("readings[0]", RefusalReason.SUSPECTED_UNIT_ERROR, bad),
            Bodies.refusal("readings[2]", RefusalReason.SUSPECTED_UNIT_ERROR, bad));
  }

  private static OffsetDateTime time(String clock) {
    return OffsetDateTime.parse("2026-05-10T" + clock + ":00+08:00");
  }

  private static UUID id(int last) {
    return UUID.fromString("00000000-0000-4000-8000-00000000000" + last);
  }
}
