package io.efollowup.server.demo;

import java.util.List;

/**
 * How one simulated person's glucose behaves.
 *
 * @param basal level between meals, mg/dL
 * @param dawn rise towards the morning, mg/dL
 * @param mealRise rise for 10 g of carbohydrates, mg/dL
 * @param decay minutes after which half a meal's rise has gone, roughly
 * @param wander size of the slow unrest, mg/dL
 * @param nightDip how far some nights go down, mg/dL
 * @param insulin whether meals come with rapid insulin
 * @param cadenceMinutes minutes between readings
 */
record Profile(
    double basal,
    double dawn,
    double mealRise,
    double decay,
    double wander,
    double nightDip,
    boolean insulin,
    int cadenceMinutes) {

  /**
   * A small clinic: well and badly controlled, with and without insulin, sensors of two cadences.
   */
  static final List<Profile> CLINIC =
      List.of(
          new Profile(112, 14, 9, 75, 9, 0, false, 3),
          new Profile(128, 26, 14, 95, 16, 70, true, 3),
          new Profile(168, 30, 16, 120, 18, 0, false, 3),
          new Profile(104, 8, 8, 60, 7, 0, false, 1),
          new Profile(138, 18, 17, 85, 20, 74, true, 3),
          new Profile(121, 20, 11, 80, 11, 0, false, 3),
          new Profile(196, 22, 17, 140, 20, 0, true, 3),
          new Profile(117, 12, 12, 70, 14, 60, true, 1),
          new Profile(133, 24, 12, 90, 12, 0, false, 3),
          new Profile(109, 10, 10, 65, 9, 42, false, 3),
          new Profile(150, 34, 13, 100, 15, 0, false, 3),
          new Profile(126, 16, 15, 80, 16, 66, true, 3));
}
