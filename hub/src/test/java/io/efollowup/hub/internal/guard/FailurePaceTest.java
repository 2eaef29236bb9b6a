package io.efollowup.hub.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tokens that come all at once. */
class FailurePaceTest {
  private static final int PER_MINUTE = 60;
  private static final int OF_AN_ADDRESS = 20 * PER_MINUTE;

  private final AtomicLong nanos = new AtomicLong();
  private final FailurePace failures = new FailurePace(PER_MINUTE, nanos::get);
  private final Queue<CompletableFuture<String>> looking = new ArrayDeque<>();
  private int looks;

  private CompletableFuture<String> ask(int address, String device) throws Exception {
    return failures.look(
        Origin.of(InetAddress.getByName("192.0.2." + address)),
        "SharedAccessSignature sr=h%2Fdevices%2F" + device + "&sig=AA%3D%3D&se=4000000000",
        () -> {
          looks++;
          CompletableFuture<String> look = new CompletableFuture<>();
          looking.add(look);
          return look;
        });
  }

  private List<CompletableFuture<String>> askAll(int times, String device) throws Exception {
    List<CompletableFuture<String>> asked = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      asked.add(ask(1, device.formatted(i)));
    }
    return asked;
  }

  private void answerAll(HubError error) {
    for (CompletableFuture<String> look = looking.poll(); look != null; look = looking.poll()) {
      look.completeExceptionally(new HubException(error, "no"));
    }
  }

  private void findAllRight() {
    for (CompletableFuture<String> look = looking.poll(); look != null; look = looking.poll()) {
      look.complete("yes");
    }
  }

  private static long count(List<CompletableFuture<String>> asked, HubError error) {
    return asked.stream()
        .filter(one -> HubException.of(one.exceptionNow()).error() == error)
        .count();
  }

  @Test
  void shouldLookAtNoMoreWrongTokensAtOnceThanOneAfterTheOther() throws Exception {
    List<CompletableFuture<String>> asked = askAll(1_000, "one");
    answerAll(HubError.TOKEN_SIGNATURE);

    assertThat(looks).isEqualTo(PER_MINUTE);
    assertThat(count(asked, HubError.TOKEN_SIGNATURE)).isEqualTo(PER_MINUTE);
    assertThat(count(asked, HubError.TOO_MANY_FAILURES)).isEqualTo(1_000 - PER_MINUTE);
    assertThat(failures.parties()).isZero();
  }

  @Test
  void shouldCountGuessesUnderManyNamesAtOnceForTheirAddress() throws Exception {
    List<CompletableFuture<String>> asked = askAll(3_000, "name-%d");
    answerAll(HubError.TOKEN_SIGNATURE);

    assertThat(looks).isEqualTo(OF_AN_ADDRESS);
    assertThat(count(asked, HubError.TOO_MANY_FAILURES)).isEqualTo(3_000 - OF_AN_ADDRESS);
    assertThat(failures.parties()).isZero();
  }

  @Test
  void shouldNotRefuseACrowdWithRightTokens() throws Exception {
    for (int wave = 0; wave < 3; wave++) {
      List<CompletableFuture<String>> asked = askAll(5_000, "device-%d");
      findAllRight();
      assertThat(asked).allMatch(one -> one.resultNow().equals("yes"));
    }
    assertThat(failures.parties()).isZero();
  }

  @Test
  void shouldNotRefuseADeviceThatComesBackOnManyConnectionsAtOnce() throws Exception {
    List<CompletableFuture<String>> asked = askAll(500, "one");
    assertThat(looks).isEqualTo(PER_MINUTE);
    findAllRight();
    assertThat(asked).allMatch(one -> one.resultNow().equals("yes"));
  }

  @Test
  void shouldGiveBackWhatWasNoGuess() throws Exception {
    for (int i = 0; i < 5; i++) {
      List<CompletableFuture<String>> asked = askAll(PER_MINUTE, "one");
      answerAll(HubError.TOKEN_EXPIRED);
      assertThat(count(asked, HubError.TOKEN_EXPIRED)).isEqualTo(PER_MINUTE);
    }
  }

  @Test
  void shouldNotMakeOthersWaitForOneWithManyWrongTokens() throws Exception {
    askAll(1_000, "one");
    CompletableFuture<String> other = ask(1, "other");
    CompletableFuture<String> elsewhere = ask(2, "one");
    findAllRight();
    assertThat(other).isCompletedWithValue("yes");
    assertThat(elsewhere).isCompletedWithValue("yes");
  }

  @Test
  void shouldLookAgainAsTimePasses() throws Exception {
    askAll(1_000, "one");
    answerAll(HubError.TOKEN_SIGNATURE);
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    List<CompletableFuture<String>> asked = askAll(10, "one");
    answerAll(HubError.TOKEN_SIGNATURE);
    assertThat(count(asked, HubError.TOKEN_SIGNATURE)).isEqualTo(2);
    assertThat(count(asked, HubError.TOO_MANY_FAILURES)).isEqualTo(8);
  }

  @Test
  void shouldTurnAwayWhenTooManyWait() throws Exception {
    List<CompletableFuture<String>> asked = askAll(OF_AN_ADDRESS + 5_100, "device-%d");
    CompletableFuture<String> elsewhere = ask(2, "one");
    findAllRight();
    assertThat(elsewhere).isCompletedWithValue("yes");
    long refused = asked.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    assertThat(refused).isEqualTo(100);
    assertThat(asked.getLast().exceptionNow())
        .isInstanceOfSatisfying(
            HubException.class, why -> assertThat(why.error()).isEqualTo(HubError.OVERLOADED));
    assertThat(failures.parties()).isZero();
  }

  /** Each look that fails at once begins the next one. */
  @Test
  void shouldNotGetLostInManyThatFailAtOnce() throws Exception {
    List<CompletableFuture<String>> asked = askAll(PER_MINUTE, "one");
    Origin from = Origin.of(InetAddress.getByName("192.0.2.1"));
    for (int i = 0; i < 4_900; i++) {
      asked.add(
          failures.look(
              from,
              "SharedAccessSignature sr=h%2Fdevices%2Fone&sig=AA%3D%3D&se=4000000000",
              () ->
                  CompletableFuture.failedFuture(
                      new HubException(HubError.OVERLOADED, "too much waits"))));
    }
    findAllRight();
    assertThat(asked.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(4_900);
    assertThat(failures.parties()).isZero();
  }

  @Test
  void shouldGoOnAfterALookThatCouldNotEvenBegin() throws Exception {
    Origin from = Origin.of(InetAddress.getByName("192.0.2.1"));
    for (int i = 0; i < 2 * OF_AN_ADDRESS; i++) {
      CompletableFuture<String> failed =
          failures.look(
              from,
              "nonsense",
              () -> {
                throw new Error("unable to create native thread");
              });
      assertThat(failed.exceptionNow()).isExactlyInstanceOf(Error.class);
    }
    assertThat(failures.parties()).isZero();
    CompletableFuture<String> next = ask(1, "one");
    findAllRight();
    assertThat(next).isCompletedWithValue("yes");
  }

  @Test
  void shouldKeepCountWhenManyThreadsAsk() throws Exception {
    AtomicInteger looked = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    Origin from = Origin.of(InetAddress.getByName("192.0.2.1"));
    try (ExecutorService threads = Executors.newFixedThreadPool(8);
        ExecutorService store = Executors.newFixedThreadPool(4)) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 4_000; i++) {
        all.add(
            CompletableFuture.supplyAsync(
                    () ->
                        failures.look(
                            from,
                            "nonsense",
                            () ->
                                CompletableFuture.supplyAsync(
                                    () -> {
                                      looked.incrementAndGet();
                                      throw new HubException(HubError.TOKEN_SIGNATURE, "no");
                                    },
                                    store)),
                    threads)
                .thenCompose(answer -> answer)
                .handle(
                    (found, failure) -> {
                      if (HubException.of(failure).error() == HubError.TOO_MANY_FAILURES) {
                        refused.incrementAndGet();
                      }
                      return null;
                    }));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }
    assertThat(looked).hasValue(PER_MINUTE);
    assertThat(refused).hasValue(4_000 - PER_MINUTE);
    assertThat(failures.parties()).isZero();
  }
}
