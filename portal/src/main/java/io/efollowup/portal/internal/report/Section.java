package io.efollowup.portal.internal.report;

import io.efollowup.portal.internal.page.FigureView;
import io.efollowup.portal.internal.page.RangesView;
import java.util.List;

/**
 * A part of a report's page.
 *
 * @param id its place in the page's address
 * @param note beneath it; empty for none
 */
public record Section(String id, String title, Body body, String note) {

  /** What is in it. */
  public sealed interface Body {}

  /** Sentences. */
  public record Points(List<String> sentences) implements Body {}

  /** Time in ranges. */
  public record Ranges(RangesView view) implements Body {}

  /** Key figures. */
  public record Figures(List<FigureView> figures) implements Body {}

  /**
   * A drawing that the page's script makes.
   *
   * @param label what it shows, for those who do not see it
   * @param message in its place where there is too little to draw; empty otherwise
   */
  public record Chart(String label, String message) implements Body {}

  /**
   * Rows under heads.
   *
   * @param nothing in place of a table without rows
   */
  public record Table(List<Cell> heads, List<List<Cell>> rows, String nothing) implements Body {}

  /** A single day: its drawing and its figures. */
  public record Days(List<Day> days) implements Body {}

  /** One of them. */
  public record Day(String isoDate, String weekday, String date, String figures, boolean empty) {}

  /**
   * A cell.
   *
   * @param number whether it is set as a number
   * @param zone whose colour it has; empty for none
   */
  public record Cell(String text, boolean number, String zone) {
    static Cell text(String text) {
      return new Cell(text, false, "");
    }

    static Cell number(String text) {
      return new Cell(text, true, "");
    }

    static Cell number(String text, String zone) {
      return new Cell(text, true, zone);
    }
  }
}
