package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.HubException;
import io.efollowup.hub.LockedMessage;
import io.efollowup.hub.internal.DeviceboundPump;
import java.util.List;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Sender;

/** A device's messages, pushed to it; its outcomes settle them. */
final class DeviceboundLink extends SendingLink<LockedMessage> implements DeviceboundPump.Outlet {
  private final LinkPort port;
  private final String device;
  private final CloudToDeviceQueue queue;
  private final DeviceboundPump pump;

  DeviceboundLink(LinkPort port, Sender sender, String device) {
    super(port, sender);
    this.port = port;
    this.device = device;
    this.queue = port.services().cloudToDevice();
    this.pump =
        new DeviceboundPump(
            device, queue, port.services().storeWork(), port.services().clock(), port.loop(), this);
  }

  @Override
  public void deliver(LockedMessage message) {
    send(DeviceboundMessages.encode(device, message), message);
  }

  @Override
  void room() {
    pump.pump();
  }

  @Override
  void settled(LockedMessage message, DeliveryState outcome) {
    String token = message.lockToken();
    onStore(
        switch (outcome) {
          case Accepted ignored -> () -> queue.complete(device, token);
          case Rejected ignored -> () -> queue.reject(device, token);
          case Released ignored -> () -> queue.abandon(device, token);
          case Modified ignored -> () -> queue.abandon(device, token);
          case null, default -> () -> queue.release(device, token);
        });
  }

  @Override
  void lost(List<LockedMessage> messages) {
    if (!messages.isEmpty()) {
      onStore(() -> messages.forEach(message -> queue.release(device, message.lockToken())));
    }
  }

  /** A lock that ran out meanwhile is the device's loss: it gets the message again. */
  private void onStore(Runnable work) {
    port.services()
        .storeWork()
        .perform(work)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                port.services().meters().refused(HubException.of(failure).error());
              }
            });
  }

  @Override
  public void ended() {
    pump.close();
    super.ended();
  }
}
