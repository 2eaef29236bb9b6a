package io.efollowup.portal;

import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;

/** Where the platform tells the portal what has changed. Safe for use by several threads. */
@FunctionalInterface
public interface LiveUpdates {
  /**
   * The record of this patient has changed and can be read. Returns at once; many calls in a short
   * time become one message to each open page.
   */
  void changed(OrganisationId organisation, PatientId patient);
}
