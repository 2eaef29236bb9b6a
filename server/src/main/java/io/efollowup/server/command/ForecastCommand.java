package io.efollowup.server.command;

import picocli.CommandLine.Command;

/** {@code efollowup forecast}: models, their forecasts, and how good those are. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description = "Forecasts of glucose and how good they are.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ForecastPredictCommand.class,
      ForecastTrainCommand.class,
      ForecastCardCommand.class,
      ForecastEvaluateCommand.class
    })
public final class ForecastCommand {}
