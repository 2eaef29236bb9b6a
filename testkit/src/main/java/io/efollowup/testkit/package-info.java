/** testkit. */
package io.efollowup.testkit;
