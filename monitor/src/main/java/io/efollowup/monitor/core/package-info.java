/**
 * The per-patient state machine: pure, without clock, thread or I/O. Every engine that runs it must
 * give the outputs of the golden scenarios among its tests.
 */
package io.efollowup.monitor.core;
