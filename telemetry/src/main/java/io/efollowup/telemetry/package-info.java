/** telemetry. */
package io.efollowup.telemetry;
