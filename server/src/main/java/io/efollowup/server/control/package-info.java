/**
 * The local control endpoint: how commands reach the process that serves a data directory. A
 * loopback port; the credential stands in a file that only the owner of the directory can read.
 */
package io.efollowup.server.control;
