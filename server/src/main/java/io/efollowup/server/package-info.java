/** server. */
package io.efollowup.server;
