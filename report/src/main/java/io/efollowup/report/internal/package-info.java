/** How reports are drawn. Not API. */
package io.efollowup.report.internal;
