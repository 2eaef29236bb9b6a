/**
 * The clinical record: everything belongs to one organisation, and {@link
 * io.efollowup.record.OrganisationRecord} is the only way to ask for it. People are pseudonyms.
 * Readings and events are sealed with their patient's own key.
 */
package io.efollowup.record;
