package io.efollowup.glucose.food.internal;

import io.efollowup.glucose.food.Food;
import java.util.ArrayList;
import java.util.List;

/** What was found in a piece of text so far. */
public final class Found {
  private final List<Food> foods = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  void food(Food food) {
    foods.add(food);
  }

  void unknown(String word) {
    unknown.add(word);
  }

  public List<Food> foods() {
    return foods;
  }

  public List<String> unknown() {
    return unknown;
  }
}
