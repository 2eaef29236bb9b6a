package io.efollowup.forecast.internal;

import java.util.Arrays;

/**
 * A convolution at work on the sequences of a batch, forwards and backwards. What it sees at a
 * place is copied into one row, so that it is a dense layer of as many cases as there are places.
 * Keeps its working space; not thread-safe.
 */
final class Sliding {
  private final Convolution of;
  private final int at;
  private final int below;
  private final int placesBelow;
  private final int places;
  private final Silu silu;
  private final float[][] patches;
  private final float[][] values;
  private final float[][] gates;
  private final float[][] slopes;

  Sliding(PatternShape shape, int layer, int batch) {
    this.of = shape.convolution(layer);
    this.at = shape.convolutionAt(layer);
    this.below = shape.channelsBelow(layer);
    this.placesBelow = shape.places(layer - 1);
    this.places = shape.places(layer);
    this.silu = new Silu(of.channels());
    this.patches = new float[batch * places][shape.patch(layer)];
    this.values = new float[batch * places][of.channels()];
    this.gates = new float[batch * places][of.channels()];
    this.slopes = new float[batch * places][of.channels()];
  }

  /** What it gives: a row for each place, the places of a case one after the other. */
  float[][] values() {
    return values;
  }

  /** The slope of each value, by what goes into its function. */
  float[][] gates() {
    return gates;
  }

  /** The slopes of the loss by {@link #values}, to be written before {@link #back}. */
  float[][] slopes() {
    return slopes;
  }

  /** Computes the values of a case of the batch from the rows of the layer below. */
  void forward(float[][] weights, float[][] rowsBelow, int one) {
    int patch = of.width() * below;
    for (int place = 0; place < places; place++) {
      int row = one * places + place;
      int from = one * placesBelow + place * of.stride();
      for (int tap = 0; tap < of.width(); tap++) {
        System.arraycopy(rowsBelow[from + tap], 0, patches[row], tap * below, below);
      }
      System.arraycopy(weights[at + patch], 0, values[row], 0, of.channels());
      Rows.addProduct(patches[row], patch, weights, at, values[row]);
      silu.apply(values[row], gates[row]);
    }
  }

  /** Turns slopes by the values into slopes by what goes into the function. */
  void throughGates() {
    for (int row = 0; row < slopes.length; row++) {
      for (int j = 0; j < of.channels(); j++) {
        slopes[row][j] *= gates[row][j];
      }
    }
  }

  /** Computes the slopes by the values of the layer below. */
  void back(float[][] weights, float[][] slopesBelow) {
    int patch = of.width() * below;
    float[][] turned = Rows.turned(weights, at, patch, of.channels());
    float[] atPatch = new float[patch];
    for (float[] row : slopesBelow) {
      Arrays.fill(row, 0);
    }
    for (int row = 0; row < slopes.length; row++) {
      Arrays.fill(atPatch, 0);
      Rows.addProduct(slopes[row], of.channels(), turned, 0, atPatch);
      int from = row / places * placesBelow + row % places * of.stride();
      for (int tap = 0; tap < of.width(); tap++) {
        float[] to = slopesBelow[from + tap];
        for (int j = 0; j < below; j++) {
          to[j] += atPatch[tap * below + j];
        }
      }
    }
  }

  /** Adds the gradient of its weights. */
  void addTo(float[][] gradient) {
    int patch = of.width() * below;
    Rows.addOuter(patches, slopes, slopes.length, patch, gradient, at);
    for (float[] row : slopes) {
      Rows.addOne(gradient[at + patch], 1, row);
    }
  }
}
