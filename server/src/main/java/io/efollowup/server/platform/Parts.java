package io.efollowup.server.platform;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.ConnectionStrings;
import io.efollowup.hub.DeviceRegistry;
import io.efollowup.hub.SharedAccessPolicies;
import io.efollowup.hub.Twins;
import io.efollowup.portal.LiveUpdates;
import io.efollowup.server.admin.AdministrationParts;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.config.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What operations work on, with a running hub's parts or with parts of their own. */
public final class Parts {
  private Parts() {}

  /** For stores no server runs on. */
  public static AdministrationParts of(Stores stores, Configuration configuration) {
    return of(
        stores,
        configuration,
        new DeviceRegistry(stores.hub(), stores.clock()),
        new SharedAccessPolicies(stores.hub()),
        new CloudToDeviceQueue(stores.hub(), stores.clock(), new SimpleMeterRegistry()),
        new Twins(stores.hub(), stores.clock(), Reportable.of(configuration)),
        (organisation, patient) -> {});
  }

  static AdministrationParts of(
      Stores stores,
      Configuration configuration,
      DeviceRegistry devices,
      SharedAccessPolicies policies,
      CloudToDeviceQueue cloudToDevice,
      Twins twins,
      LiveUpdates live) {
    return new AdministrationParts(
        devices,
        policies,
        cloudToDevice,
        twins,
        new ConnectionStrings(HubNames.of(configuration)),
        stores.record(),
        stores.journal(),
        stores.vault().digest("replay"),
        configuration.get(Settings.PATIENT_ZONE),
        configuration.get(Settings.PATIENT_UNIT),
        live,
        stores.clock());
  }
}
