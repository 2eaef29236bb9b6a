package io.efollowup.report.internal;

/** A rectangle in points, y growing downward from the top of the page. */
record Box(float x, float y, float width, float height) {
  float right() {
    return x + width;
  }

  float bottom() {
    return y + height;
  }

  Box inset(float by) {
    return new Box(x + by, y + by, width - 2 * by, height - 2 * by);
  }

  Box inset(float left, float top, float right, float bottom) {
    return new Box(x + left, y + top, width - left - right, height - top - bottom);
  }
}
