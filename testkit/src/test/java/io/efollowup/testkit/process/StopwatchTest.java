package io.efollowup.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StopwatchTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // as it may begin
  private final Stopwatch watch = new Stopwatch(nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void comeBackAfter(int millis) {
    pass(Duration.ofMillis(millis));
    watch.step();
  }

  @Test
  void shouldCountAllTimeInWhichItsThreadComesBack() {
    for (int i = 0; i < 100; i++) {
      comeBackAfter(i % 2 == 0 ? 10 : 14);
    }

    assertThat(watch.elapsed()).isEqualTo(Duration.ofMillis(1200));
    assertThat(watch.stalled()).isZero();
  }

  @Test
  void shouldNotCountTheTimeInWhichItsThreadWasNotLetRun() {
    comeBackAfter(10);
    comeBackAfter(410);
    comeBackAfter(10);
    comeBackAfter(60);

    assertThat(watch.elapsed()).isEqualTo(Duration.ofMillis(40));
    assertThat(watch.stalled()).isEqualTo(Duration.ofMillis(450));
  }

  @Test
  void shouldNotCountAStallFromWhichItsThreadHasNotComeBackYet() {
    pass(Duration.ofMillis(310));
    assertThat(watch.elapsed()).isEqualTo(Duration.ofMillis(10));
    assertThat(watch.stalled()).isEqualTo(Duration.ofMillis(300));

    watch.step();
    assertThat(watch.elapsed()).isEqualTo(Duration.ofMillis(10));
    assertThat(watch.stalled()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void shouldCountEverythingElse() throws Exception {
    long began = System.nanoTime();
    try (Stopwatch running = Stopwatch.start()) {
      Thread.sleep(200);
      Duration counted = running.elapsed();
      Duration stalled = running.stalled();
      assertThat(counted).isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - began));
      assertThat(counted.plus(stalled)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
  }

  @Test
  @Timeout(120)
  void shouldNotCountWhatAProcessMissesThatIsStopped() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Stopped.class.getName())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(out.readLine()).isEqualTo("started");
      signal("-STOP", process);
      long began = System.nanoTime();
      Thread.sleep(700);
      Duration stopped = Duration.ofNanos(System.nanoTime() - began);
      signal("-CONT", process);
      process.outputWriter().append('\n').flush();

      assertThat(Duration.parse(out.readLine()))
          .isBetween(stopped.minusMillis(100), stopped.plusSeconds(60));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void signal(String name, Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** A process that measures from its first line to the next byte it is given. */
  static final class Stopped {
    private Stopped() {}

    public static void main(String... words) throws IOException {
      try (Stopwatch watch = Stopwatch.start()) {
        System.out.println("started");
        System.in.read();
        System.out.println(watch.stalled());
      }
    }
  }
}
