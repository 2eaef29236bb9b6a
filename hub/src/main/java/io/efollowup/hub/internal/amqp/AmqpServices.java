package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.FeedbackQueue;
import io.efollowup.hub.HubOptions;
import io.efollowup.hub.internal.AccessControl;
import io.efollowup.hub.internal.ByteBudget;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.Ingress;
import io.efollowup.hub.internal.Presence;
import io.efollowup.hub.internal.StoreWork;
import java.time.InstantSource;

/** What the AMQP door translates frames into calls of. */
public record AmqpServices(
    HubOptions options,
    AccessControl access,
    Presence presence,
    CloudToDeviceQueue cloudToDevice,
    FeedbackQueue feedback,
    Ingress ingress,
    StoreWork storeWork,
    ByteBudget budget,
    HubMeters meters,
    InstantSource clock) {}
