package io.efollowup.hub.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.HubLimits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong nanos = new AtomicLong(-5);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Sluice sluice(HubLimits.Device device) {
    return new Sluice(HubLimits.standard().with(device), nanos::get);
  }

  @Test
  void shouldLetAWeekOfSavedUpMessagesPassAtOnce() {
    Sluice sluice = sluice(HubLimits.standard().device());
    for (int i = 0; i < 56; i++) {
      assertThat(sluice.refusal("a")).isEmpty();
      sluice.sent("a", 5 * 1024);
    }
    for (int i = 0; i < 9_900; i++) {
      assertThat(sluice.refusal("a")).as("message %d of a week at one a minute", i).isEmpty();
      sluice.sent("a", 250);
    }
  }

  @Test
  void shouldSlowDownWhoSendsTooMuchForTooLong() {
    Sluice sluice = sluice(new HubLimits.Device(10, 100, 0, 1, 1_000, 2 << 20));
    for (int i = 0; i < 100; i++) {
      assertThat(sluice.isOpen("a")).isTrue();
      sluice.sent("a", 1);
    }
    assertThat(sluice.isOpen("a")).isFalse();
    assertThat(sluice.isOpen("b")).isTrue();
    HubException refusal = sluice.refusal("a").orElseThrow();
    assertThat(refusal.error()).isEqualTo(HubError.DEVICE_PACE);
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(sluice.excess("a")).as("what is under way may come").isEmpty();

    pass(Duration.ofMillis(150));
    assertThat(sluice.isOpen("a")).isTrue();
  }

  @Test
  void shouldRefuseWhoGoesOnAllTheSame() {
    Sluice sluice = sluice(new HubLimits.Device(10, 100, 0, 1, 1_000, 2 << 20));
    for (int i = 0; i < 200; i++) {
      assertThat(sluice.excess("a")).isEmpty();
      sluice.sent("a", 1);
    }
    assertThat(sluice.excess("a").orElseThrow().error()).isEqualTo(HubError.DEVICE_PACE);
  }

  @Test
  void shouldCountBytesToo() {
    Sluice sluice = sluice(new HubLimits.Device(0, 1, 1_000, 10_000, 1_000, 2 << 20));
    sluice.sent("a", 12_000);
    assertThat(sluice.isOpen("a")).isFalse();
    pass(Duration.ofMillis(2_001));
    assertThat(sluice.isOpen("a")).isTrue();
  }

  @Test
  void shouldNotLimitWhatIsOff() {
    Sluice sluice = sluice(HubLimits.standard().device().unpaced());
    for (int i = 0; i < 100_000; i++) {
      sluice.sent("a", 100_000);
    }
    assertThat(sluice.isOpen("a")).isTrue();
    assertThat(sluice.excess("a")).isEmpty();
  }

  @Property
  void shouldNeverAllowMoreThanWasSavedUpAndCame(
      @ForAll @Size(max = 60) int[] steps,
      @ForAll @IntRange(min = 1, max = 100) int perSecond,
      @ForAll @IntRange(min = 1, max = 100) int bound) {
    AtomicLong now = new AtomicLong();
    Allowance allowance = new Allowance(perSecond, bound, now::get);
    long spent = 0;
    for (int step : steps) {
      if (step % 2 == 0) {
        now.addAndGet(Math.floorMod(step, 1_000_000_000));
      } else if (!allowance.isSpent()) {
        allowance.spend(1);
        spent++;
      }
    }
    assertThat((double) spent).isLessThanOrEqualTo(bound + now.get() / 1e9 * perSecond + 1);
  }

  private static CompletableFuture<String> wrong() {
    return CompletableFuture.failedFuture(new HubException(HubError.TOKEN_SIGNATURE, "no"));
  }

  @Test
  void shouldNotLookAtUnknownTokensAfterTooManyWrongOnes() throws Exception {
    FailurePace failures = new FailurePace(60, nanos::get);
    Origin from = Origin.of(InetAddress.getByName("192.0.2.1"));
    Origin other = Origin.of(InetAddress.getByName("192.0.2.2"));
    for (int i = 0; i < 60; i++) {
      assertThat(error(failures.look(from, token("one"), PaceTest::wrong)))
          .isEqualTo(HubError.TOKEN_SIGNATURE);
    }
    assertThat(error(failures.look(from, token("one"), PaceTest::wrong)))
        .isEqualTo(HubError.TOO_MANY_FAILURES);
    assertThat(failures.look(other, token("one"), () -> CompletableFuture.completedFuture("yes")))
        .isCompletedWithValue("yes");

    assertThat(
            failures.look(from, token("another"), () -> CompletableFuture.completedFuture("yes")))
        .isCompletedWithValue("yes");

    pass(Duration.ofSeconds(1));
    assertThat(failures.look(from, token("one"), () -> CompletableFuture.completedFuture("yes")))
        .isCompletedWithValue("yes");
  }

  @Test
  void shouldNotLookAtAnyTokenOfAnAddressThatGuessesUnderManyNames() throws Exception {
    FailurePace failures = new FailurePace(60, nanos::get);
    Origin from = Origin.of(InetAddress.getByName("192.0.2.1"));
    for (int i = 0; i < 1_200; i++) {
      assertThat(error(failures.look(from, token("name-" + i), PaceTest::wrong)))
          .isEqualTo(HubError.TOKEN_SIGNATURE);
    }
    assertThat(error(failures.look(from, token("new"), PaceTest::wrong)))
        .isEqualTo(HubError.TOO_MANY_FAILURES);
  }

  @Test
  void shouldNotCountWhatIsNoGuess() {
    FailurePace failures = new FailurePace(1, nanos::get);
    for (int i = 0; i < 10; i++) {
      CompletableFuture<String> expired =
          failures.look(
              Origin.UNKNOWN,
              token("one"),
              () ->
                  CompletableFuture.failedFuture(new HubException(HubError.TOKEN_EXPIRED, "late")));
      assertThat(error(expired)).isEqualTo(HubError.TOKEN_EXPIRED);
    }
  }

  private static String token(String device) {
    return "SharedAccessSignature sr=127.0.0.1%2Fdevices%2F"
        + device
        + "&sig=AA%3D%3D&se=4000000000";
  }

  private static HubError error(CompletableFuture<?> failed) {
    return HubException.of(failed.exceptionNow()).error();
  }

  @Test
  void shouldTakeHalfOfAnIpv6AddressForOne() throws Exception {
    Origin one = Origin.of(InetAddress.getByName("2001:db8:1:2::1"));
    assertThat(Origin.of(InetAddress.getByName("2001:db8:1:2:ffff::9"))).isEqualTo(one);
    assertThat(Origin.of(InetAddress.getByName("2001:db8:1:3::1"))).isNotEqualTo(one);
    assertThat(Origin.of(InetAddress.getByName("192.0.2.1")))
        .isEqualTo(Origin.of(InetAddress.getByName("::ffff:192.0.2.1")))
        .isNotEqualTo(Origin.of(InetAddress.getByName("192.0.2.2")))
        .hasToString("Origin[hidden]");
  }
}
