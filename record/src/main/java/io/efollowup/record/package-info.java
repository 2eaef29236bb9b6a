/** record. */
package io.efollowup.record;
