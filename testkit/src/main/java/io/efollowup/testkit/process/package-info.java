/** The real program as a process of its own, to be started, asked, killed and timed. */
package io.efollowup.testkit.process;
