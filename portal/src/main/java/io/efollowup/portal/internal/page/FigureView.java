package io.efollowup.portal.internal.page;

/**
 * A key figure, ready to be shown.
 *
 * @param met whether the goal is met; also where there is no value to judge
 * @param detail what it is made of, or why it is missing
 */
public record FigureView(
    String name, String value, String unit, String goal, boolean met, String detail) {}
