package io.efollowup.server.platform;

import io.efollowup.hub.Admission;
import io.efollowup.hub.DeviceMessage;
import io.efollowup.server.config.Settings.ForeignMessages;
import io.efollowup.telemetry.AdmittedCodec;
import io.efollowup.telemetry.AdmittedMessage;
import io.efollowup.telemetry.Refusal;
import io.efollowup.telemetry.RefusalNotice;
import io.efollowup.telemetry.RefusalReason;
import io.efollowup.telemetry.TelemetryReader;
import io.efollowup.telemetry.TelemetryVerdict;
import io.efollowup.telemetry.Terms;
import io.efollowup.vault.KeyedDigest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * Lets telemetry in, item by item. What is refused of a message enters the journal as reason, size
 * and keyed digest, so that the record counts it exactly once; the device is told.
 */
public final class TelemetryAdmission implements Admission {
  private final TelemetryReader reader;
  private final ForeignMessages foreign;
  private final MeterRegistry meters;

  public TelemetryAdmission(KeyedDigest digest, ForeignMessages foreign, MeterRegistry meters) {
    this.reader = new TelemetryReader(Terms.standard(), digest::of);
    this.foreign = foreign;
    this.meters = meters;
  }

  @Override
  public Verdict judge(DeviceMessage message) {
    return switch (reader.read(message.body())) {
      case TelemetryVerdict.Judged judged -> admit(message, judged);
      case TelemetryVerdict.Unreadable(String why) ->
          switch (foreign) {
            case REFUSE -> new Verdict.Refuse(why);
            case ACCEPT -> new Verdict.Discard();
          };
    };
  }

  private Verdict admit(DeviceMessage message, TelemetryVerdict.Judged judged) {
    for (Refusal refusal : judged.refusals()) {
      meters.counter("telemetry.refused", "reason", refusal.reason().code()).increment();
    }
    List<Refusal> lost = judged.refusals().stream().filter(TelemetryAdmission::isItem).toList();
    return new Verdict.Admit(
        AdmittedCodec.write(new AdmittedMessage(judged.message(), judged.refusals())),
        lost.isEmpty()
            ? Optional.empty()
            : Optional.of(RefusalNotice.write(message.messageId(), lost)));
  }

  /** Whether the item itself was refused, not only something inside it. */
  private static boolean isItem(Refusal refusal) {
    return refusal.reason() != RefusalReason.UNKNOWN_FIELD
        && refusal.reason() != RefusalReason.UNKNOWN_TERM;
  }
}
