/**
 * What an operator can ask of an installation, whether its server runs or not: the same interface
 * on the stores themselves, or through the local control endpoint of the process that holds them.
 */
package io.efollowup.server.admin;
