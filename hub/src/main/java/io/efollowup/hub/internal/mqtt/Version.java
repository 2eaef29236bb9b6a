package io.efollowup.hub.internal.mqtt;

/** The protocols the door speaks. */
enum Version {
  V3_1_1,
  V5
}
