package io.efollowup.server.command;

import picocli.CommandLine.Command;

/** {@code efollowup forecast}: how good forecasts are. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description = "Forecasts of glucose and how good they are.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ForecastEvaluateCommand.class)
public final class ForecastCommand {}
