/**
 * Analyses as PDF: vector charts, text that can be searched, embedded fonts, Chinese and English.
 */
package io.efollowup.report;
