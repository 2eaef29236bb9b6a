package io.efollowup.forecast.internal;

/**
 * A layer that slides along a sequence, with the same weights at every place.
 *
 * @param width how many neighbours it sees at a place
 * @param stride from one place to the next
 * @param channels values that it gives for a place
 */
record Convolution(int width, int stride, int channels) {
  /** How many places there are in a sequence of this length. */
  int places(int length) {
    return (length - width) / stride + 1;
  }
}
