/** What an operator can set, typed; a wrong or unknown setting stops the start. */
package io.efollowup.server.config;
