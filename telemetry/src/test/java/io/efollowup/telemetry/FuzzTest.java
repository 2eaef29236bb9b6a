package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are, the reader gives a verdict and the codec a message or a clear no. */
class FuzzTest {
  private static final String STRUCTURE = "{}[]\",:\\0123456789eE+-.truefalsn \u0000";

  @Property(tries = 1000)
  void shouldJudgeAnyBytes(@ForAll @Size(max = 300) byte[] body) {
    assertJudged(body);
    assertReadOrNo(body);
  }

  @Property(tries = 500)
  void shouldJudgeAnyText(@ForAll String text) {
    assertJudged(Bodies.message(",'readings':[" + text + "]"));
    assertJudged(Bodies.message(",'" + text + "':1"));
  }

  @Property(tries = 500)
  void shouldCallTruncatedMessagesUnreadable(
      @ForAll("messages") TelemetryMessage message, @ForAll @IntRange(max = 100_000) int at) {
    byte[] written = TelemetryWriter.write(message);

    assertThat(Bodies.read(Arrays.copyOf(written, at % written.length)))
        .isInstanceOf(TelemetryVerdict.Unreadable.class);
  }

  @Property(tries = 1500)
  void shouldJudgeMutatedMessages(
      @ForAll("messages") TelemetryMessage message, @ForAll Random random) {
    assertJudged(mutated(TelemetryWriter.write(message), random));
  }

  @Property(tries = 500)
  void shouldSayNoToTruncatedJournalForms(
      @ForAll("admitted") AdmittedMessage message, @ForAll @IntRange(max = 100_000) int at) {
    byte[] written = AdmittedCodec.write(message);

    assertThat(
            catchThrowable(() -> AdmittedCodec.read(Arrays.copyOf(written, at % written.length))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(catchThrowable(() -> AdmittedCodec.read(Arrays.copyOf(written, written.length + 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 1500)
  void shouldReadOrSayNoToMutatedJournalForms(
      @ForAll("admitted") AdmittedMessage message, @ForAll Random random) {
    assertReadOrNo(mutated(AdmittedCodec.write(message), random));
  }

  private static byte[] mutated(byte[] written, Random random) {
    byte[] mutated = written.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(mutated.length);
      mutated[at] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) STRUCTURE.charAt(random.nextInt(STRUCTURE.length()));
    }
    return mutated;
  }

  private static void assertJudged(byte[] body) {
    if (Bodies.read(body) instanceof TelemetryVerdict.Judged judged) {
      AdmittedMessage admitted = new AdmittedMessage(judged.message(), judged.refusals());
      assertThat(AdmittedCodec.read(AdmittedCodec.write(admitted))).isEqualTo(admitted);
      assertThat(Bodies.judge(TelemetryWriter.write(judged.message())).message())
          .isEqualTo(judged.message());
    }
  }

  private static void assertReadOrNo(byte[] payload) {
    Throwable no = catchThrowable(() -> AdmittedCodec.read(payload));
    if (no != null) {
      assertThat(no).isExactlyInstanceOf(IllegalArgumentException.class);
    }
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
