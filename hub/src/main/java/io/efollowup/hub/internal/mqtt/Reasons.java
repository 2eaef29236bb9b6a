package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;

/** The numbers by which MQTT tells a client why. */
final class Reasons {
  static final int UNSPECIFIED = 0x80;
  static final int PROTOCOL_ERROR = 0x82;
  static final int IMPLEMENTATION_SPECIFIC = 0x83;
  static final int UNSUPPORTED_VERSION = 0x84;
  static final int CLIENT_ID_INVALID = 0x85;
  static final int BAD_USER_NAME = 0x86;
  static final int NOT_AUTHORISED = 0x87;
  static final int SERVER_BUSY = 0x89;
  static final int SHUTTING_DOWN = 0x8B;
  static final int BAD_AUTHENTICATION_METHOD = 0x8C;
  static final int KEEP_ALIVE = 0x8D;
  static final int TAKEN_OVER = 0x8E;
  static final int FILTER_INVALID = 0x8F;
  static final int TOPIC_INVALID = 0x90;
  static final int ALIAS_INVALID = 0x94;
  static final int TOO_LARGE = 0x95;
  static final int PAYLOAD_INVALID = 0x99;
  static final int RETAIN_NOT_SUPPORTED = 0x9A;
  static final int QOS_NOT_SUPPORTED = 0x9B;
  static final int NO_SHARED_SUBSCRIPTIONS = 0x9E;
  static final int NO_SUBSCRIPTION_IDS = 0xA1;

  private static final int OLD_VERSION = 1;
  private static final int OLD_CLIENT_ID = 2;
  private static final int OLD_UNAVAILABLE = 3;
  private static final int OLD_BAD_USER_NAME = 4;
  private static final int OLD_NOT_AUTHORISED = 5;

  private Reasons() {}

  /** Why a connection ends. */
  static int ofDisconnect(HubError error) {
    return switch (error) {
      case MALFORMED_REQUEST -> PROTOCOL_ERROR;
      case MESSAGE_TOO_LARGE -> TOO_LARGE;
      case RESOURCE_NOT_FOUND -> TOPIC_INVALID;
      case REQUEST_TIMEOUT -> KEEP_ALIVE;
      case SERVER_ERROR -> UNSPECIFIED;
      case UNSUPPORTED -> IMPLEMENTATION_SPECIFIC;
      default -> error.retryable() ? SERVER_BUSY : NOT_AUTHORISED;
    };
  }

  /** Why a message is not taken, though its sender need not send it again. */
  static int ofPublish(HubError error) {
    return switch (error) {
      case MESSAGE_REFUSED -> PAYLOAD_INVALID;
      case MALFORMED_REQUEST -> TOPIC_INVALID;
      default -> IMPLEMENTATION_SPECIFIC;
    };
  }

  /** The code of MQTT 5 for a refused connection, in the code of 3.1.1. */
  static int ofConnect(int reason, Version version) {
    if (version == Version.V5) {
      return reason;
    }
    return switch (reason) {
      case UNSUPPORTED_VERSION -> OLD_VERSION;
      case CLIENT_ID_INVALID -> OLD_CLIENT_ID;
      case SERVER_BUSY -> OLD_UNAVAILABLE;
      case BAD_USER_NAME -> OLD_BAD_USER_NAME;
      default -> OLD_NOT_AUTHORISED;
    };
  }
}
