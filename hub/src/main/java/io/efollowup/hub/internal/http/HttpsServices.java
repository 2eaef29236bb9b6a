package io.efollowup.hub.internal.http;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.DeviceRegistry;
import io.efollowup.hub.DirectMethods;
import io.efollowup.hub.HubOptions;
import io.efollowup.hub.Twins;
import io.efollowup.hub.internal.AccessControl;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.Ingress;
import io.efollowup.hub.internal.Presence;
import io.efollowup.hub.internal.StoreWork;
import java.time.InstantSource;

/** What the HTTPS door translates requests into calls of. */
public record HttpsServices(
    HubOptions options,
    AccessControl access,
    DeviceRegistry registry,
    CloudToDeviceQueue cloudToDevice,
    Twins twins,
    DirectMethods methods,
    Presence presence,
    Ingress ingress,
    StoreWork storeWork,
    HubMeters meters,
    InstantSource clock) {}
