package io.efollowup.server.command;

import io.efollowup.server.admin.AdministrationProblem;
import io.efollowup.server.csv.SubjectReadings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Writes one report for each subject, as many at once as there are processors. A subject whose
 * report fails does not stop the others; it is named in the end.
 */
final class ReportBatch {
  private final ReportFiles files;
  private final PrintWriter err;

  ReportBatch(ReportFiles files, PrintWriter err) {
    this.files = files;
    this.err = err;
  }

  /**
   * Writes them all.
   *
   * @return 0, or 1 where any failed
   */
  int run(List<SubjectReadings> subjects, Function<SubjectReadings, byte[]> report) {
    Map<String, String> failed = new LinkedHashMap<>();
    int threads = Math.min(subjects.size(), Runtime.getRuntime().availableProcessors());
    try (Progress progress = Progress.of("reports", subjects.size());
        ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      Map<Path, String> taken = new LinkedHashMap<>();
      for (SubjectReadings subject : subjects) {
        Path file = files.of(subject.id());
        String other = taken.putIfAbsent(file, subject.id());
        running.add(
            executor.submit(
                () -> {
                  if (other != null) {
                    throw new AdministrationProblem(
                        "its file would be that of " + other + "; choose it with --subject");
                  }
                  files.write(file, report.apply(subject));
                  progress.add(1);
                  return file;
                }));
      }
      for (int i = 0; i < subjects.size(); i++) {
        wait(running.get(i), subjects.get(i).id(), failed);
      }
    }
    return tell(failed, subjects.size());
  }

  private static void wait(Future<?> future, String subject, Map<String, String> failed) {
    try {
      future.get();
    } catch (ExecutionException e) {
      failed.put(subject, reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed.put(subject, "interrupted");
    }
  }

  private static String reason(Throwable problem) {
    return switch (problem) {
      case IOException e -> "cannot be written: " + e.getMessage();
      case RuntimeException e when e.getMessage() != null -> e.getMessage();
      default -> problem.toString();
    };
  }

  private int tell(Map<String, String> failed, int all) {
    failed.forEach((subject, why) -> err.println("efollowup: " + subject + ": " + why));
    if (!failed.isEmpty() && all > 1) {
      err.println(
          "efollowup: %d of %d reports failed, those of: %s"
              .formatted(failed.size(), all, String.join(", ", failed.keySet())));
    }
    return failed.isEmpty() ? 0 : 1;
  }
}
