/** A device as the hub sees one: telemetry over HTTPS with a token of its own. */
package io.efollowup.server.device;
