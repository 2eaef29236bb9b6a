package io.efollowup.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * Whatever is done to a queue, and however often it is restarted: nothing is delivered once it was
 * settled, the depth stays within its limit, the order holds, and every sender who asked is told
 * exactly once.
 */
class CloudToDeviceQueueProperties {
  @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
  void shouldKeepItsPromises(@ForAll("steps") List<Step> steps) throws IOException {
    Path directory = Files.createTempDirectory("queue");
    try (OpenQueue open = new OpenQueue(directory)) {
      QueueModel model = new QueueModel(open);
      steps.forEach(step -> step.take().accept(model));
      model.checkFeedback();
    } finally {
      delete(directory);
    }
  }

  /**
   * One thing done.
   *
   * @param name shown when the property fails
   */
  record Step(String name, Consumer<QueueModel> take) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<FeedbackRequest> acks = Arbitraries.of(FeedbackRequest.class);
    Arbitrary<Integer> which = Arbitraries.integers().between(0, 9);
    Arbitrary<Step> enqueue =
        Combinators.combine(Arbitraries.of(1, 2, 3, 25), acks)
            .as(
                (times, ack) ->
                    step("enqueue " + times + ack, times, m -> m.enqueue(ack, Optional.empty())));
    Arbitrary<Step> alarm =
        Combinators.combine(Arbitraries.of("low", "high", "loss"), acks)
            .as(
                (kind, ack) ->
                    step("alarm " + kind + ack, 1, m -> m.enqueue(ack, Optional.of(kind))));
    Arbitrary<Step> receive =
        Combinators.combine(Arbitraries.of(1, 1, 4, 30), Arbitraries.of(5, 60, 300))
            .as(
                (times, lock) ->
                    step(
                        "receive " + times + " for " + lock,
                        times,
                        m -> m.receive(Duration.ofSeconds(lock))));
    Arbitrary<Step> settle =
        Combinators.combine(
                which,
                Arbitraries.of(
                    MessageOutcome.COMPLETED,
                    MessageOutcome.REJECTED,
                    MessageOutcome.DELIVERY_COUNT_EXCEEDED))
            .as((one, outcome) -> step("settle " + one + outcome, 1, m -> m.settle(one, outcome)));
    Arbitrary<Step> giveBackOften =
        Arbitraries.just(
            step("give back", CloudToDeviceQueue.MOST_DELIVERIES, QueueModel::giveBack));
    Arbitrary<Step> release = which.map(one -> step("release " + one, 1, m -> m.release(one)));
    Arbitrary<Step> pass =
        Arbitraries.of(1, 5, 59, 60, 300, 900, 3600)
            .map(seconds -> step("pass " + seconds, 1, m -> m.pass(Duration.ofSeconds(seconds))));
    Arbitrary<Step> rare =
        Arbitraries.of(
            step("purge", 1, QueueModel::purge), step("new device", 1, QueueModel::replaceDevice));
    return Arbitraries.frequencyOf(
            Tuple.of(6, enqueue),
            Tuple.of(6, alarm),
            Tuple.of(8, receive),
            Tuple.of(8, settle),
            Tuple.of(1, giveBackOften),
            Tuple.of(2, release),
            Tuple.of(3, pass),
            Tuple.of(1, Arbitraries.just(step("sweep", 1, QueueModel::sweep))),
            Tuple.of(1, Arbitraries.just(step("restart", 1, QueueModel::restart))),
            Tuple.of(1, rare))
        .list()
        .ofMinSize(10)
        .ofMaxSize(80);
  }

  private static Step step(String name, int times, Consumer<QueueModel> take) {
    return new Step(name, model -> IntStream.range(0, times).forEach(i -> take.accept(model)));
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
