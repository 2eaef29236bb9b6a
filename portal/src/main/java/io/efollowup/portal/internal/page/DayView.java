package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.view.Sparkline;

/** One of the small days, ready to be shown. */
public record DayView(
    String weekday, String date, String isoDate, String inTarget, boolean empty, Sparkline spark) {}
