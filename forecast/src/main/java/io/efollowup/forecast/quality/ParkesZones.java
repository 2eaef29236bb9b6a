package io.efollowup.forecast.quality;

import java.util.List;

/**
 * The consensus grid: lines above and below the diagonal, each the edge of a zone; what lies beyond
 * several belongs to the worst of them. The last piece of each line is carried on beyond 550 mg/dL.
 * A point on a line belongs to the better zone, on an upright piece to the worse.
 *
 * @param above lines above the diagonal, the first being the edge of zone B
 * @param below lines below it, likewise
 */
record ParkesZones(List<Line> above, List<Line> below) {
  static final ParkesZones TYPE_1 =
      new ParkesZones(
          List.of(
              new Line(0, 50, 30, 50, 140, 170, 280, 380, 430, 550),
              new Line(0, 60, 30, 60, 50, 80, 70, 110, 260, 550),
              new Line(0, 100, 25, 100, 50, 125, 80, 215, 125, 550),
              new Line(0, 150, 35, 155, 50, 550)),
          List.of(
              new Line(50, 0, 50, 30, 170, 145, 385, 300, 550, 450),
              new Line(120, 0, 120, 30, 260, 130, 550, 250),
              new Line(250, 0, 250, 40, 550, 150)));
  static final ParkesZones TYPE_2 =
      new ParkesZones(
          List.of(
              new Line(0, 50, 30, 50, 230, 330, 440, 550),
              new Line(0, 60, 30, 60, 280, 550),
              new Line(0, 80, 25, 80, 35, 90, 125, 550),
              new Line(0, 200, 35, 200, 50, 550)),
          List.of(
              new Line(50, 0, 50, 30, 90, 80, 330, 230, 550, 450),
              new Line(90, 0, 260, 130, 550, 250),
              new Line(250, 0, 250, 40, 410, 110, 550, 160)));

  ErrorZone zone(double came, double forecast) {
    int worst = 0;
    for (int i = 0; i < above.size(); i++) {
      if (above.get(i).isPassedAbove(came, forecast)) {
        worst = i + 1;
      }
    }
    for (int i = 0; i < below.size(); i++) {
      if (below.get(i).isPassedBelow(came, forecast)) {
        worst = Math.max(worst, i + 1);
      }
    }
    return ErrorZone.values()[worst];
  }

  /** Vertices (came, forecast) in mg/dL, one after the other; only the first piece is upright. */
  static final class Line {
    private final double[] vertices;

    Line(double... vertices) {
      this.vertices = vertices;
    }

    boolean isPassedAbove(double came, double forecast) {
      return side(piece(came), came, forecast) > 0;
    }

    boolean isPassedBelow(double came, double forecast) {
      if (came < vertices[0]) {
        return false;
      }
      boolean onUpright =
          came == vertices[0] && vertices[2] == vertices[0] && forecast <= vertices[3];
      return onUpright || side(piece(came), came, forecast) < 0;
    }

    /** Where the last piece begins that is not right of this value, past an upright one. */
    private int piece(double came) {
      int piece = vertices[0] == vertices[2] ? 2 : 0;
      while (piece + 4 < vertices.length && vertices[piece + 2] < came) {
        piece += 2;
      }
      return piece;
    }

    /** Above zero for a point above the piece; exact where all numbers are whole. */
    private double side(int piece, double came, double forecast) {
      return (forecast - vertices[piece + 1]) * (vertices[piece + 2] - vertices[piece])
          - (vertices[piece + 3] - vertices[piece + 1]) * (came - vertices[piece]);
    }
  }
}
