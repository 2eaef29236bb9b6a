package io.efollowup.glucose.food;

/** Where the figures of a food come from. All are rounded; a brand's label may differ. */
public enum FoodSource {
  /** The figures USDA FoodData Central gives for the food or its like. */
  USDA("U"),
  /** The figures the China Food Composition Tables, 6th edition, give for the food or its like. */
  CHINA("C"),
  /** What labels of such products typically say. */
  LABEL("L"),
  /** Estimated from the ingredients of a usual recipe. */
  RECIPE("R");

  private final String code;

  FoodSource(String code) {
    this.code = code;
  }

  /** Its letter in the catalogue. */
  public String code() {
    return code;
  }
}
