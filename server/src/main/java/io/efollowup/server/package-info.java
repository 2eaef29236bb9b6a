/** The platform as a program: configuration, wiring and the command line. */
package io.efollowup.server;
