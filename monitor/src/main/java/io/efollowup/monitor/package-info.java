/**
 * The monitor's embedded runner: it takes what the journal holds, steps the {@link
 * io.efollowup.monitor.core core}, and puts the outputs into the record together with the position
 * reached.
 */
package io.efollowup.monitor;
