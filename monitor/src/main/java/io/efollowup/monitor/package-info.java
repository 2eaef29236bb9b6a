/** monitor. */
package io.efollowup.monitor;
