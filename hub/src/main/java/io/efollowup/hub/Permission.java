package io.efollowup.hub;

/** What a shared access policy can grant. */
public enum Permission {
  /** Act as a device: send, receive. */
  DEVICE_CONNECT,
  /** Act as a service: send to devices, read what they send. */
  SERVICE_CONNECT,
  /** Read identities, with their keys. */
  REGISTRY_READ,
  /** Create, change and delete identities. */
  REGISTRY_WRITE
}
