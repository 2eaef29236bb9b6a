/**
 * Analyses of a patient's trace as data: no text for people but codes, no clock, no I/O. What is
 * drawn and said of them is the business of reports and pages.
 */
package io.efollowup.insight;
