/** bench. */
package io.efollowup.bench;
