package io.efollowup.portal.internal.page;

/**
 * The newest reading, ready to be shown.
 *
 * @param at milliseconds since the epoch; 0 when there has never been a reading
 */
public record NowView(
    String value,
    boolean number,
    String zone,
    String zoneWords,
    String trend,
    String trendWords,
    String age,
    long at,
    boolean stale) {
  public boolean none() {
    return at == 0;
  }
}
