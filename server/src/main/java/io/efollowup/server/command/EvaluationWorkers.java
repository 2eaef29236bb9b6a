package io.efollowup.server.command;

import io.efollowup.forecast.ForecastModel;
import io.efollowup.forecast.benchmark.TrainedOn;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Runs evaluations, several at a time, and says on stderr how far they are. */
final class EvaluationWorkers {
  private EvaluationWorkers() {}

  /** What is measured of one model, trained so with one seed. */
  @FunctionalInterface
  interface Measured<T> {
    List<T> of(int seed, ForecastModel model, TrainedOn training);
  }

  /** Measures every model, trained in every way, for every seed; results in that order. */
  static <T> List<T> each(
      int threads,
      Seeds seeds,
      List<ForecastModel> models,
      List<TrainedOn> trainings,
      Measured<T> measured,
      PrintWriter err)
      throws InterruptedException {
    List<Task<T>> tasks = new ArrayList<>();
    for (int seed : seeds.numbers()) {
      for (ForecastModel model : models) {
        for (TrainedOn on : trainings) {
          tasks.add(
              new Task<>(
                  "seed %d, %s, %s".formatted(seed, model.name(), on.text()),
                  () -> measured.of(seed, model, on)));
        }
      }
    }
    return run(threads, tasks, err);
  }

  /**
   * Measures one thing for every seed.
   *
   * @param what it is, for people
   */
  static <T> List<T> eachSeed(
      int threads, Seeds seeds, String what, IntFunction<List<T>> measured, PrintWriter err)
      throws InterruptedException {
    List<Task<T>> tasks = new ArrayList<>();
    for (int seed : seeds.numbers()) {
      tasks.add(new Task<>("seed %d, %s".formatted(seed, what), () -> measured.apply(seed)));
    }
    return run(threads, tasks, err);
  }

  private record Task<T>(String what, Supplier<List<T>> work) {}

  private static <T> List<T> run(int threads, List<Task<T>> tasks, PrintWriter err)
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
