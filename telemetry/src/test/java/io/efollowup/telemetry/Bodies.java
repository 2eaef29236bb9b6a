package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Bodies as a phone writes them, and what becomes of them. */
final class Bodies {
  static final String SESSION = "s-1";
  static final String AT = "2026-05-10T08:03:00+08:00";
  static final String ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

  private static final TelemetryReader READER =
      new TelemetryReader(Terms.standard(), Bodies::digest);

  private Bodies() {}

  /** A body with this text, in which {@code '} stands for {@code "}. */
  static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static byte[] message(String rest) {
    return bytes("{'schema':'efollowup.telemetry/1','session':'s-1'" + rest + "}");
  }

  static TelemetryVerdict read(byte[] body) {
    return READER.read(body);
  }

  static TelemetryVerdict.Judged judge(byte[] body) {
    TelemetryVerdict verdict = READER.read(body);
    assertThat(verdict).isInstanceOf(TelemetryVerdict.Judged.class);
    return (TelemetryVerdict.Judged) verdict;
  }

  /** The one reading of a message, given whole. */
  static TelemetryVerdict.Judged reading(String item) {
    return judge(message(",'readings':[" + item + "]"));
  }

  /** The one event of a message, given whole. */
  static TelemetryVerdict.Judged event(String item) {
    return judge(message(",'events':[" + item + "]"));
  }

  /** A good event of this kind with these further fields. */
  static TelemetryVerdict.Judged event(String kind, String fields) {
    return event("{'kind':'" + kind + "','id':'" + ID + "','at':'" + AT + "'" + fields + "}");
  }

  static void shouldRefuseReading(RefusalReason reason, String item) {
    assertRefused(reason, "readings[0]", item, reading(item));
  }

  static void shouldRefuseEvent(RefusalReason reason, String item) {
    assertRefused(reason, "events[0]", item, event(item));
  }

  static void shouldRefuseEvent(RefusalReason reason, String kind, String fields) {
    shouldRefuseEvent(
        reason, "{'kind':'" + kind + "','id':'" + ID + "','at':'" + AT + "'" + fields + "}");
  }

  /** The refusal that these bytes, and nothing else, lead to. */
  static Refusal refusal(String item, RefusalReason reason, String refused) {
    byte[] bytes = bytes(refused);
    String hex = HexFormat.of().formatHex(Arrays.copyOf(digest(bytes), 8));
    return new Refusal(item, reason, bytes.length, hex);
  }

  private static void assertRefused(
      RefusalReason reason, String place, String item, TelemetryVerdict.Judged judged) {
    assertThat(judged.message()).isEqualTo(new TelemetryMessage(SESSION, List.of(), List.of()));
    assertThat(judged.refusals()).containsExactly(refusal(place, reason, item));
  }

  private static byte[] digest(byte[] refused) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("a key of the tests".getBytes(StandardCharsets.UTF_8));
      return digest.digest(refused);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
