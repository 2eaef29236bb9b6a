/**
 * The durable log between hub and monitor. What is acknowledged to a device is in it, synced to
 * disk.
 */
package io.efollowup.journal;
