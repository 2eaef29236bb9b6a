/** portal. */
package io.efollowup.portal;
