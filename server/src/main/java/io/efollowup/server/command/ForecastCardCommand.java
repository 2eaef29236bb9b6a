package io.efollowup.server.command;

import io.efollowup.forecast.outlook.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code efollowup forecast card}: what a model was trained on, and what it is worth. */
@Command(
    name = "card",
    mixinStandardHelpOptions = true,
    description =
        "Prints a model's card as JSON: data and their licences, settings, seed, figures, checksum.")
public final class ForecastCardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file (default: the one that ships with the platform).")
  private Optional<Path> model = Optional.empty();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(new String(ModelFile.json(ModelFiles.read(model).card()), StandardCharsets.UTF_8));
    out.flush();
    return 0;
  }
}
