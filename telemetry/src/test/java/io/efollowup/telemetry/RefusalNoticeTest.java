package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalNoticeTest {
  private static final Refusal REFUSAL =
      new Refusal("readings[3]", RefusalReason.IMPOSSIBLE_GLUCOSE, 70, "0011223344556677");

  @Test
  void shouldSayWhereAndWhyAndNothingElse() {
    assertThat(text(Optional.of("m \"1\""), List.of(REFUSAL)))
        .isEqualTo(
            "{\"schema\":\"efollowup.refusals/1\",\"message\":\"m \\\"1\\\"\","
                + "\"refused\":[{\"item\":\"readings[3]\",\"reason\":\"impossible-glucose\"}]}");
  }

  @Test
  void shouldLeaveOutTheIdThatTheDeviceDidNotGive() {
    assertThat(text(Optional.empty(), List.of()))
        .isEqualTo("{\"schema\":\"efollowup.refusals/1\",\"refused\":[]}");
  }

  @Test
  void shouldFitIntoOneCloudToDeviceMessage() {
    String text = text(Optional.of("m".repeat(128)), Collections.nCopies(20_000, REFUSAL));

    assertThat(text).hasSizeLessThan(64 * 1024).endsWith("],\"unlisted\":19500}");
  }

  @Test
  void shouldNotFailOnIdsThatAreNoUnicode() {
    assertThat(text(Optional.of("\ud800"), List.of())).contains("\"message\":\"?\"");
  }

  private static String text(Optional<String> messageId, List<Refusal> refusals) {
    return new String(RefusalNotice.write(messageId, refusals), StandardCharsets.UTF_8);
  }
}
