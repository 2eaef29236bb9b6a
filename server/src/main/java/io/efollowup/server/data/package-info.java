/** The data directory: where it is, who may read it, and which process serves it. */
package io.efollowup.server.data;
