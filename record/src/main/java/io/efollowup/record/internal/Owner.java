package io.efollowup.record.internal;

import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;

/** Whose: a pseudonym means nothing without its organisation. */
record Owner(OrganisationId organisation, PatientId patient) {
  /** Says nothing. */
  @Override
  public String toString() {
    return "Owner";
  }
}
