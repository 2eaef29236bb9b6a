package io.efollowup.server.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Runs evaluations, several at a time, and says on stderr how far they are. */
final class EvaluationWorkers {
  private EvaluationWorkers() {}

  /**
   * One thing to train and score.
   *
   * @param what it is, for people
   */
  record Task<T>(String what, Supplier<List<T>> work) {}

  /** Runs all; the results stand in the order of the tasks. */
  static <T> List<T> run(int threads, List<Task<T>> tasks, PrintWriter err)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (Progress progress = Progress.of("forecast evaluate", tasks.size())) {
      List<Future<List<T>>> results =
          tasks.stream().map(task -> workers.submit(() -> done(task, progress, err))).toList();
      List<T> all = new ArrayList<>();
      for (Future<List<T>> result : results) {
        all.addAll(result.get());
      }
      return all;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private static <T> List<T> done(Task<T> task, Progress progress, PrintWriter err) {
    List<T> result = task.work().get();
    progress.add(1);
    if (progress instanceof Progress.Silent) {
      err.println("efollowup: " + task.what() + ": done");
    }
    return result;
  }
}
