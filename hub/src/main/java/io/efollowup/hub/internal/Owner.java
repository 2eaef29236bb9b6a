package io.efollowup.hub.internal;

import io.efollowup.hub.HubError;
import io.efollowup.hub.internal.guard.Origin;

/** Whose bytes are held: each owner may have one share of what there is room for. */
public sealed interface Owner {
  /** Why no more of its is held when its share is full. */
  HubError whenFull();

  /** A device that has proved itself, over all its connections. */
  record Device(String id) implements Owner {
    @Override
    public HubError whenFull() {
      return HubError.DEVICE_ARRIVING_FULL;
    }

    @Override
    public String toString() {
      return "Device[hidden]";
    }
  }

  /** All who have proved nothing yet and come from one address. */
  record Address(Origin origin) implements Owner {
    @Override
    public HubError whenFull() {
      return HubError.ADDRESS_ARRIVING_FULL;
    }
  }

  /** The services that have proved themselves and come from one address. */
  record Service(Origin origin) implements Owner {
    @Override
    public HubError whenFull() {
      return HubError.ADDRESS_ARRIVING_FULL;
    }
  }

  /** The wills of devices that wait for their time. */
  record Wills() implements Owner {
    @Override
    public HubError whenFull() {
      return HubError.OVERLOADED;
    }
  }

  /** Who has proved to be this. */
  static Owner of(Proof.Principal principal, Origin origin) {
    return switch (principal) {
      case Proof.Principal.OfDevice device -> new Device(device.device());
      case Proof.Principal.OfPolicy ignored -> new Service(origin);
    };
  }
}
