package io.efollowup.hub.internal;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.DeviceRegistry;
import io.efollowup.hub.DeviceSessions;
import io.efollowup.hub.DirectMethods;
import io.efollowup.hub.HubOptions;
import io.efollowup.hub.Twins;
import io.efollowup.hub.internal.guard.Guard;
import java.time.InstantSource;

/** What the doors translate into calls of. Each decision of the hub is made behind one of these. */
public record HubServices(
    HubOptions options,
    AccessControl access,
    TokenDesk desk,
    Presence presence,
    DeviceRegistry registry,
    CloudToDeviceQueue cloudToDevice,
    Twins twins,
    DirectMethods methods,
    DeviceSessions sessions,
    Ingress ingress,
    StoreWork storeWork,
    ByteBudget budget,
    Guard guard,
    HubMeters meters,
    InstantSource clock) {}
