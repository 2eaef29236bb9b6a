/**
 * How good a forecast is for a patient: error grids, errors by region and rate of change, and
 * whether lows and highs are foretold, with how many false alarms. docs/forecast-quality.md
 * describes it.
 */
package io.efollowup.forecast.quality;
