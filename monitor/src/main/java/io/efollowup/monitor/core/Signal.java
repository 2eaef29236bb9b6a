package io.efollowup.monitor.core;

/**
 * A sensor that was heard.
 *
 * @param device who brought the last fresh reading
 * @param heard received-at of that, seconds since the epoch
 * @param lost whether the alarm of its loss is active
 */
public record Signal(String device, long heard, boolean lost) {}
