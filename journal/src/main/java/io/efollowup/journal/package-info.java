/** journal. */
package io.efollowup.journal;
