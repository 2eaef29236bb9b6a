/** The real program as a process of its own, to be started, asked and killed. */
package io.efollowup.testkit.process;
