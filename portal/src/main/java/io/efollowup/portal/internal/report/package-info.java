/** Analyses as pages: the days asked for, and an analysis cut into sections. */
package io.efollowup.portal.internal.report;
