/** hub. */
package io.efollowup.hub;
