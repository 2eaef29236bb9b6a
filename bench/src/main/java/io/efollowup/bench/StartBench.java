package io.efollowup.bench;

import io.efollowup.server.data.TemporaryDirectory;
import io.efollowup.testkit.process.ServerProcess;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From the typed command to {@code ready}, and the memory of a server that has nothing to do. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Start-up time of `serve`, and resident memory when idle.")
final class StartBench implements Callable<Integer> {
  @Option(names = "--runs", defaultValue = "7")
  private int runs;

  @Override
  public Integer call() throws Exception {
    try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
      Path data = temporary.path();
      double[] millis = new double[runs + 1];
      long[] resident = new long[runs + 1];
      for (int i = 0; i <= runs; i++) {
        long begin = System.nanoTime();
        try (ServerProcess server = Launcher.serve(data)) {
          millis[i] = (System.nanoTime() - begin) / 1e6;
          Thread.sleep(3000);
          resident[i] = Memory.resident(server.pid());
        }
      }
      double first = millis[0];
      Arrays.sort(millis, 1, runs + 1);
      Arrays.sort(resident);
      System.out.println("first_start_ms,later_start_median_ms,later_start_max_ms,idle_rss_mb");
      System.out.printf(
          "%.0f,%.0f,%.0f,%d%n",
          first, millis[1 + runs / 2], millis[runs], resident[runs / 2] >> 20);
      return 0;
    }
  }
}
