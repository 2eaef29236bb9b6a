package io.efollowup.insight;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoublePredicate;

/**
 * How many decimals a figure is shown with beside its goal. Goals are held against the exact
 * figure; where rounding would say otherwise (a variation of 36.3 % as 36 %, with a goal of at most
 * 36 %), more decimals are shown, everywhere the same.
 */
public final class ShownPlaces {
  private static final int MOST_MORE = 3;

  private ShownPlaces() {}

  /**
   * The fewest decimals with which the shown figure is on the side of the goal that the exact one
   * is on.
   *
   * @param figure any finite number
   * @param usual decimals it has anyway
   * @param isMet whether a figure meets the goal
   */
  public static int beside(double figure, int usual, DoublePredicate isMet) {
    for (int places = usual; places < usual + MOST_MORE; places++) {
      double shown =
          BigDecimal.valueOf(figure).setScale(places, RoundingMode.HALF_UP).doubleValue();
      if (isMet.test(shown) == isMet.test(figure)) {
        return places;
      }
    }
    return usual + MOST_MORE;
  }
}
