/**
 * The open benchmark GlucoBench (Sergazinov et al., ICLR 2024), by its own protocol: reading,
 * cutting into segments, resampling, splitting by seed, scoring. docs/forecasting.md describes it.
 */
package io.efollowup.forecast.benchmark;
