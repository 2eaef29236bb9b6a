/** What every journal must do, whatever keeps it. */
package io.efollowup.testkit.journal;
