/**
 * Keys and what is closed with them: the master key, envelope keys, sealed files, encrypted
 * databases, the installation's certificate authority.
 */
package io.efollowup.vault;
