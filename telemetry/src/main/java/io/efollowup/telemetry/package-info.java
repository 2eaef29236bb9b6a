/**
 * The message between phone and cloud: its schema, writing it, reading it, and judging it item by
 * item. Functional core: no clock, thread or I/O.
 */
package io.efollowup.telemetry;
