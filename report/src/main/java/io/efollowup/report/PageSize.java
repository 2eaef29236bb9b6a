package io.efollowup.report;

/** Paper, upright. */
public enum PageSize {
  A4(595.276f, 841.89f),
  LETTER(612f, 792f);

  private final float width;
  private final float height;

  PageSize(float width, float height) {
    this.width = width;
    this.height = height;
  }

  /** Width in points. */
  public float width() {
    return width;
  }

  /** Height in points. */
  public float height() {
    return height;
  }
}
