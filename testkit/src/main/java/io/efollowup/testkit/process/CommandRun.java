package io.efollowup.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a command to its end.
 *
 * @param exit 0 fine, 1 failed, 2 wrong usage
 */
public record CommandRun(int exit, String out, String err) {

  /** Runs the program's command line in a process of its own. */
  public static CommandRun efollowup(String... words) {
    List<String> command = new ArrayList<>(ServerProcess.javaCommand());
    command.addAll(List.of(words));
    return of(command, "");
  }

  /** Runs any command with this standard input. */
  public static CommandRun of(List<String> command, String input) {
    try {
      Path out = Files.createTempFile("efollowup", ".out");
      Path err = Files.createTempFile("efollowup", ".err");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try (var stdin = process.outputWriter()) {
        stdin.write(input);
      }
      if (!ServerProcess.ends(process)) {
        process.destroyForcibly();
        throw new IllegalStateException("did not end: " + command.getLast());
      }
      CommandRun run =
          new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
