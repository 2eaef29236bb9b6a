package io.efollowup.server.admin;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.ConnectionStrings;
import io.efollowup.hub.DeviceRegistry;
import io.efollowup.hub.SharedAccessPolicies;
import io.efollowup.hub.Twins;
import io.efollowup.journal.Journal;
import io.efollowup.portal.LiveUpdates;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationId;
import io.efollowup.vault.KeyedDigest;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * What an operator's operations work on.
 *
 * @param live is told of patients that an operation changed
 */
public record AdministrationParts(
    DeviceRegistry devices,
    SharedAccessPolicies policies,
    CloudToDeviceQueue cloudToDevice,
    Twins twins,
    ConnectionStrings connectionStrings,
    ClinicalRecord record,
    Journal journal,
    KeyedDigest replayDigest,
    ZoneId patientZone,
    GlucoseUnit patientUnit,
    LiveUpdates live,
    InstantSource clock) {
  /** The organisation that commands are about. */
  static final OrganisationId ORGANISATION = OrganisationId.DEFAULT;
}
