/** vault. */
package io.efollowup.vault;
