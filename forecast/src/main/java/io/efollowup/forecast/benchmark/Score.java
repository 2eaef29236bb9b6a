package io.efollowup.forecast.benchmark;

import java.util.OptionalInt;

/**
 * One figure of the benchmark.
 *
 * @param seed the split's seed; empty for the average over the seeds
 * @param mse squared error, (mg/dL)²
 * @param mae absolute error, mg/dL
 * @param windows how many windows it is of; for an average, those of all seeds together
 */
public record Score(
    String dataset,
    TrainedOn training,
    String model,
    TestPart part,
    OptionalInt seed,
    Reduction reduction,
    double mse,
    double mae,
    int windows) {}
