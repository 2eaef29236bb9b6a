/** The parts put together: stores, doors, monitor and portal of one installation. */
package io.efollowup.server.platform;
