/**
 * The forecast that the platform uses: a trained model that gives an {@link
 * io.efollowup.forecast.Outlook}, its training, its file and how its intervals and risks are
 * measured. docs/forecasting.md describes it. Pure: no clock, no thread, no file.
 */
package io.efollowup.forecast.outlook;
