/** Helpers of the runner; not API. */
package io.efollowup.monitor.internal;
