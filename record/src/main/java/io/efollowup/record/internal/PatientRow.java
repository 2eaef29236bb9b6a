package io.efollowup.record.internal;

/**
 * A patient as the tables know them.
 *
 * @param number of the patient, unique in the installation
 * @param organisation number of the organisation
 */
record PatientRow(long number, long organisation, Owner owner) {}
