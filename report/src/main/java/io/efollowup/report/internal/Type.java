package io.efollowup.report.internal;

/**
 * A style of text.
 *
 * @param size in points
 */
record Type(float size, boolean bold, Ink ink) {
  static final Type TITLE = new Type(18, true, Ink.TEXT);
  static final Type HEADING = new Type(10.5f, true, Ink.TEXT);
  static final Type FIGURE = new Type(17, true, Ink.TEXT);
  static final Type STRONG = new Type(9, true, Ink.TEXT);
  static final Type BODY = new Type(8.5f, false, Ink.TEXT);
  static final Type NOTE = new Type(8, false, Ink.MUTED);
  static final Type SMALL = new Type(7, false, Ink.MUTED);
  static final Type TICK = new Type(6.5f, false, Ink.MUTED);

  Type in(Ink other) {
    return new Type(size, bold, other);
  }

  Type heavy() {
    return new Type(size, true, ink);
  }
}
