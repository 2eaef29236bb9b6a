/** Solving, drawing and enumerating; helpers of the models. */
package io.efollowup.forecast.internal;
