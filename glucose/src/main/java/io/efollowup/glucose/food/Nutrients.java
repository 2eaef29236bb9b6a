package io.efollowup.glucose.food;

/**
 * What an amount of food gives. Every figure is finite and at least zero.
 *
 * @param energyKcal energy in kilocalories
 * @param carbs available carbohydrate in grams, fibre left out: what becomes glucose
 * @param protein in grams
 * @param fat in grams
 * @param fibre dietary fibre in grams
 * @param alcohol ethanol in grams
 */
public record Nutrients(
    double energyKcal, double carbs, double protein, double fat, double fibre, double alcohol) {
  /** Nothing, as in water. */
  public static final Nutrients NONE = new Nutrients(0, 0, 0, 0, 0, 0);

  public Nutrients {
    for (double figure : new double[] {energyKcal, carbs, protein, fat, fibre, alcohol}) {
      if (!(figure >= 0) || Double.isInfinite(figure)) {
        throw new IllegalArgumentException("nutrients are numbers of at least zero");
      }
    }
  }

  /** Both together. */
  public Nutrients plus(Nutrients other) {
    return new Nutrients(
        energyKcal + other.energyKcal,
        carbs + other.carbs,
        protein + other.protein,
        fat + other.fat,
        fibre + other.fibre,
        alcohol + other.alcohol);
  }

  /**
   * This many times as much.
   *
   * @param factor at least zero
   */
  public Nutrients times(double factor) {
    return new Nutrients(
        energyKcal * factor,
        carbs * factor,
        protein * factor,
        fat * factor,
        fibre * factor,
        alcohol * factor);
  }

  /**
   * The energy that follows from the other figures by the general Atwater factors: 4 kcal a gram of
   * carbohydrate and protein, 9 of fat, 2 of fibre, 7 of alcohol (Regulation (EU) 1169/2011, annex
   * XIV).
   */
  public double energyByFactors() {
    return 4 * carbs + 4 * protein + 9 * fat + 2 * fibre + 7 * alcohol;
  }

  /** Grams of all of them together; of 100 g of a food at most 100. */
  public double grams() {
    return carbs + protein + fat + fibre + alcohol;
  }
}
