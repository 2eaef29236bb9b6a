/**
 * Foods: a catalogue with what is in them, and the reading of free-text notes of meals into terms
 * and grams. Facts, no advice: what a note says is estimated, what it does not say stays unknown.
 */
package io.efollowup.glucose.food;
