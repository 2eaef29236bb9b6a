package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.Subscription;

/** Open as long as the device may send telemetry. */
record DeviceInlet(LinkPort port, String device) implements Inlet {
  @Override
  public boolean isOpen() {
    return port.services().guard().sluice().isOpen(device);
  }

  @Override
  public Subscription whenOpen(Runnable step) {
    return port.services().guard().sluice().whenOpen(device, port.loop(), step);
  }
}
