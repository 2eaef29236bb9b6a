/** The clinical record for tests: a faithful one in memory, and the contract every one keeps. */
package io.efollowup.testkit.record;
