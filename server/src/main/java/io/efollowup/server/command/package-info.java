/** One class per command of the command line; each reads its words and calls the platform. */
package io.efollowup.server.command;
