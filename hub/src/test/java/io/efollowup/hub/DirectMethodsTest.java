package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectMethodsTest {
  private static final byte[] ANSWER = "{\"done\":true}".getBytes(UTF_8);

  private final ManualTimers timers = new ManualTimers();
  private final DirectMethods methods = new DirectMethods(timers);
  private final List<MethodRequest> asked = new ArrayList<>();

  @AfterEach
  void shouldLeaveNoTimerRunning() {
    methods.close();
    assertThat(timers.running()).isZero();
  }

  @Test
  void shouldAskAndAnswer() {
    methods.serve("a", asked::add);
    CompletableFuture<MethodResult> result = methods.invoke(call("a", 0, 5));

    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().name()).isEqualTo("reboot");
    assertThat(asked.getFirst().payload()).isEmpty();
    assertThat(result).isNotDone();
    assertThat(methods.answer("a", asked.getFirst().id(), 207, ANSWER)).isTrue();
    assertThat(result.join().status()).isEqualTo(207);
    assertThat(result.join().payload()).isEqualTo(ANSWER);
    assertThat(methods.answer("a", asked.getFirst().id(), 207, ANSWER)).isFalse();
  }

  @Test
  void shouldFailAtOnceWhenNobodyIsThereAndNobodyIsWaitedFor() {
    assertFailed(methods.invoke(call("a", 0, 5)), HubError.DEVICE_NOT_ONLINE);
  }

  @Test
  void shouldWaitForADeviceToComeAndNoLonger() {
    CompletableFuture<MethodResult> late = methods.invoke(call("a", 3, 5));
    timers.pass(Duration.ofSeconds(2));
    assertThat(late).isNotDone();
    timers.pass(Duration.ofSeconds(1));
    assertFailed(late, HubError.DEVICE_NOT_ONLINE);

    CompletableFuture<MethodResult> served = methods.invoke(call("a", 3, 5));
    timers.pass(Duration.ofSeconds(2));
    methods.serve("a", asked::add);
    assertThat(asked).hasSize(1);
    timers.pass(Duration.ofSeconds(4));
    methods.answer("a", asked.getFirst().id(), 200, ANSWER);
    assertThat(served.join().status()).isEqualTo(200);
  }

  @Test
  void shouldFailWhenTheAnswerDoesNotComeInTime() {
    methods.serve("a", asked::add);
    CompletableFuture<MethodResult> result = methods.invoke(call("a", 300, 5));
    timers.pass(Duration.ofSeconds(5));

    assertFailed(result, HubError.METHOD_TIMEOUT);
    assertThat(methods.answer("a", asked.getFirst().id(), 200, ANSWER)).isFalse();
  }

  @Test
  void shouldGoOnWaitingForAnAnswerWhenTheDeviceLeaves() {
    Subscription first = methods.serve("a", asked::add);
    CompletableFuture<MethodResult> result = methods.invoke(call("a", 0, 5));
    first.close();
    first.close();
    assertFailed(methods.invoke(call("a", 0, 5)), HubError.DEVICE_NOT_ONLINE);
    methods.serve("a", asked::add);

    assertThat(asked).as("asked once").hasSize(1);
    assertThat(methods.answer("a", asked.getFirst().id(), 200, ANSWER)).isTrue();
    assertThat(result).isCompleted();
  }

  @Test
  void shouldAskTheNewestAndThenTheOneBefore() {
    List<MethodRequest> askedNewest = new ArrayList<>();
    methods.serve("a", asked::add);
    Subscription newest = methods.serve("a", askedNewest::add);
    methods.invoke(call("a", 0, 5));
    newest.close();
    methods.invoke(call("a", 0, 5));

    assertThat(askedNewest).hasSize(1);
    assertThat(asked).hasSize(1);
  }

  @Test
  void shouldTakeAnAnswerFromNobodyElse() {
    methods.serve("a", asked::add);
    methods.serve("b", request -> {});
    CompletableFuture<MethodResult> result = methods.invoke(call("a", 0, 5));

    assertThat(methods.answer("b", asked.getFirst().id(), 200, ANSWER)).isFalse();
    assertThat(methods.answer("a", UUID.randomUUID(), 200, ANSWER)).isFalse();
    assertThat(methods.answer("c", asked.getFirst().id(), 200, ANSWER)).isFalse();
    assertThat(result).isNotDone();
  }

  @Test
  void shouldNotTakeAnAnswerBeforeItHasAsked() {
    CompletableFuture<MethodResult> result = methods.invoke(call("a", 3, 5));
    assertThat(methods.answer("a", UUID.randomUUID(), 200, ANSWER)).isFalse();
    assertThat(result).isNotDone();
  }

  @Test
  void shouldRefuseAnAnswerThatIsNoJsonOrTooLarge() {
    methods.serve("a", asked::add);
    CompletableFuture<MethodResult> text = methods.invoke(call("a", 0, 5));
    CompletableFuture<MethodResult> large = methods.invoke(call("a", 0, 5));
    CompletableFuture<MethodResult> empty = methods.invoke(call("a", 0, 5));

    assertThat(methods.answer("a", asked.get(0).id(), 200, "{".getBytes(UTF_8))).isTrue();
    methods.answer(
        "a", asked.get(1).id(), 200, ("\"" + "x".repeat(131_072) + "\"").getBytes(UTF_8));
    methods.answer("a", asked.get(2).id(), 200, new byte[0]);
    assertFailed(text, HubError.DEVICE_ANSWER_REFUSED);
    assertFailed(large, HubError.DEVICE_ANSWER_REFUSED);
    assertThat(empty.join().payload()).isEmpty();
  }

  @Test
  void shouldBoundWhatWaitsForOneDevice() {
    List<CompletableFuture<MethodResult>> waiting =
        IntStream.range(0, DirectMethods.MOST_PER_DEVICE)
            .mapToObj(i -> methods.invoke(call("a", 3, 5)))
            .toList();
    assertFailed(methods.invoke(call("a", 3, 5)), HubError.THROTTLED);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);

    timers.pass(Duration.ofSeconds(3));
    assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(methods.invoke(call("a", 3, 5))).isNotDone();
  }

  @Test
  void shouldBoundWhatWaitsForAll() {
    IntStream.range(0, DirectMethods.MOST)
        .forEach(i -> assertThat(methods.invoke(call("d" + i, 3, 5))).isNotDone());
    assertFailed(methods.invoke(call("a", 3, 5)), HubError.OVERLOADED);
    methods.deviceDeleted("d7");
    assertThat(methods.invoke(call("a", 3, 5))).isNotDone();
  }

  @Test
  void shouldFailWhatWaitsForADeletedDevice() {
    methods.serve("a", asked::add);
    CompletableFuture<MethodResult> result = methods.invoke(call("a", 0, 5));
    methods.deviceDeleted("a");

    assertFailed(result, HubError.DEVICE_NOT_FOUND);
    assertThat(methods.answer("a", asked.getFirst().id(), 200, ANSWER)).isFalse();
  }

  @Test
  void shouldFailWhatWaitsWhenItCloses() {
    CompletableFuture<MethodResult> result = methods.invoke(call("a", 3, 5));
    methods.close();
    assertFailed(result, HubError.OVERLOADED);
    assertFailed(methods.invoke(call("a", 3, 5)), HubError.OVERLOADED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a#", "a+b", "a b", "é", "a\n"})
  void shouldRefuseAWrongName(String name) {
    assertThatThrownBy(
            () -> new MethodCall("a", name, Optional.empty(), Duration.ZERO, Duration.ofSeconds(5)))
        .isInstanceOf(HubException.class);
  }

  @Test
  void shouldRefuseTimesAndPayloadsOutOfRange() {
    for (int[] wrong : new int[][] {{-1, 5}, {301, 5}, {0, 4}, {0, 301}}) {
      assertThatThrownBy(() -> call("a", wrong[0], wrong[1])).isInstanceOf(HubException.class);
    }
    assertThatThrownBy(
            () ->
                new MethodCall(
                    "a", "m", Optional.of(new byte[131_073]), Duration.ZERO, Duration.ofSeconds(5)))
        .hasMessageContaining("128 KB");
  }

  private static MethodCall call(String device, int connectSeconds, int responseSeconds) {
    return new MethodCall(
        device,
        "reboot",
        Optional.empty(),
        Duration.ofSeconds(connectSeconds),
        Duration.ofSeconds(responseSeconds));
  }

  private static void assertFailed(CompletableFuture<MethodResult> result, HubError error) {
    assertThat(result).isCompletedExceptionally();
    assertThatThrownBy(result::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
