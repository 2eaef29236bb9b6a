/** report. */
package io.efollowup.report;
