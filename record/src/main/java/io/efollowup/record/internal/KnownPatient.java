package io.efollowup.record.internal;

import io.efollowup.record.Patient;

/** A patient's row, and what stands in it. */
record KnownPatient(PatientRow row, Patient patient) {}
