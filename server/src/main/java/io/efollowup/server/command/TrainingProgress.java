package io.efollowup.server.command;

import io.efollowup.forecast.outlook.OutlookTraining;
import java.io.PrintWriter;

/** Shows how far a training is: a bar on a terminal, else a line for each tenth. */
final class TrainingProgress implements OutlookTraining.Progress, AutoCloseable {
  private static final int PARTS = 10;

  private final String task;
  private final PrintWriter err;
  private String stage = "";
  private int shown;
  private Progress bar = new Progress.Silent();

  TrainingProgress(String task, PrintWriter err) {
    this.task = task;
    this.err = err;
  }

  @Override
  public void at(String current, int done, int of) {
    if (!current.equals(stage)) {
      bar.close();
      stage = current;
      shown = 0;
      bar = Progress.of(task + ": " + stage, of);
    }
    if (!(bar instanceof Progress.Silent)) {
      bar.add(done - shown);
      shown = done;
    } else if ((long) done * PARTS / of > (long) shown * PARTS / of) {
      err.println("efollowup: %s, %d of %d".formatted(stage, done, of));
      shown = done;
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
