package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.view.RangeBar;
import io.efollowup.portal.internal.view.Sparkline;

/**
 * One patient in the list, ready to be shown.
 *
 * @param about age and type of diabetes
 * @param value the newest value, or a dash
 * @param zone style class of its zone
 * @param at its time in milliseconds since the epoch; 0 for none
 * @param urgent whether the reason is about now and cannot wait
 * @param rank higher is more urgent
 */
public record PatientRow(
    String ref,
    String id,
    String about,
    String value,
    String zone,
    String zoneWords,
    String trend,
    String trendWords,
    String age,
    long at,
    boolean stale,
    Sparkline spark,
    RangeBar bar,
    String inTarget,
    String low,
    boolean lowTooOften,
    String cv,
    boolean cvTooHigh,
    String reason,
    String reasonClass,
    boolean urgent,
    boolean attention,
    long rank) {}
