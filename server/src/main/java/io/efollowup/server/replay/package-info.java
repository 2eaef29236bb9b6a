/** Files of readings sent through the hub as devices would send them. */
package io.efollowup.server.replay;
