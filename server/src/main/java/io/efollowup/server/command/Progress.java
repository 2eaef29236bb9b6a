package io.efollowup.server.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on stderr where that is a terminal; nothing elsewhere. The launcher says whether
 * it is one, since Java can only tell of stdin and stdout. Thread-safe.
 */
interface Progress extends AutoCloseable {
  void add(long steps);

  @Override
  void close();

  static Progress of(String task, long steps) {
    if (!Boolean.getBoolean("efollowup.terminal")) {
      return new Silent();
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .build();
    return new Bar(bar);
  }

  /** Shows nothing. */
  record Silent() implements Progress {
    @Override
    public void add(long steps) {}

    @Override
    public void close() {}
  }

  /** Shows a bar. */
  record Bar(ProgressBar bar) implements Progress {
    @Override
    public void add(long steps) {
      bar.stepBy(steps);
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
