package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read back the same, to the last bit of each number. */
class RoundTripTest {
  @Property(tries = 500)
  void shouldReadBackWhatTheWriterWrote(@ForAll("messages") TelemetryMessage message) {
    TelemetryVerdict.Judged judged = Bodies.judge(TelemetryWriter.write(message));

    assertThat(judged.refusals()).isEmpty();
    assertThat(judged.message()).isEqualTo(message);
  }

  @Property(tries = 200)
  void shouldWriteOneFormOnly(@ForAll("messages") TelemetryMessage message) {
    byte[] written = TelemetryWriter.write(message);

    assertThat(TelemetryWriter.write(Bodies.judge(written).message())).isEqualTo(written);
  }

  /** The session is text of the device, which may well say "null". */
  @Property(tries = 200)
  void shouldWriteNeitherNullNorSpace(@ForAll("messages") TelemetryMessage message) {
    byte[] written =
        TelemetryWriter.write(new TelemetryMessage("s-1", message.readings(), message.events()));

    assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("null", " ");
  }

  @Property(tries = 500)
  void shouldReadBackWhatTheJournalKeeps(@ForAll("admitted") AdmittedMessage admitted) {
    assertThat(AdmittedCodec.read(AdmittedCodec.write(admitted))).isEqualTo(admitted);
  }

  @Property(tries = 200)
  void shouldLetTheJournalKeepWhatTheReaderJudged(@ForAll("messages") TelemetryMessage message) {
    TelemetryVerdict.Judged judged = Bodies.judge(TelemetryWriter.write(message));
    AdmittedMessage admitted = new AdmittedMessage(judged.message(), List.of());

    assertThat(AdmittedCodec.read(AdmittedCodec.write(admitted)).message()).isEqualTo(message);
  }

  @Provide
  Arbitrary<TelemetryMessage> messages() {
    return Messages.messages();
  }

  @Provide
  Arbitrary<AdmittedMessage> admitted() {
    return Messages.admitted();
  }
}
