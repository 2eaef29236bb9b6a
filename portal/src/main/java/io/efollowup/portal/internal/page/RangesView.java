package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.view.RangeBar;
import java.util.List;

/**
 * The time in ranges, ready to be shown.
 *
 * @param lines from very high to very low
 * @param tooLittle why there are no figures; empty when there are
 */
public record RangesView(RangeBar bar, List<Line> lines, String tooLittle) {
  /**
   * One range.
   *
   * @param goal what is aimed at; empty for none
   */
  public record Line(
      String zone, String name, String limits, String percent, String goal, boolean met) {}
}
