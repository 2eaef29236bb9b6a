package io.efollowup.insight;

import java.util.OptionalDouble;

/**
 * What glucose did after meals with a certain food. The meals held other foods too, unless it was
 * eaten alone.
 *
 * @param food term of the platform's list
 * @param eaten meals it was part of
 * @param alone how many of the compared meals held nothing else
 * @param medianCarbs middle carbohydrate of the compared meals, in grams, where stated
 * @param figures of those meals that can be compared
 */
public record FoodResponse(
    String food, int eaten, int alone, OptionalDouble medianCarbs, ResponseFigures figures) {}
