/**
 * The vocabulary of glucose: values with their unit, readings, care events, traces, zones. Pure: no
 * clock, thread or I/O, and no dependency.
 */
package io.efollowup.glucose;
