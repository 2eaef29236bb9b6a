package io.efollowup.hub;

import java.util.Locale;

/**
 * Everything the hub refuses or fails at, and in which family it falls. The constant decides the
 * HTTP status, the code in the error body, the reason in the metrics and whether trying again makes
 * sense, in this one place for every transport.
 */
public enum HubError {
  MALFORMED_REQUEST(Family.CALLER, 400, 400004, "ArgumentInvalid"),
  DEVICE_ID_REFUSED(Family.CALLER, 400, 400004, "ArgumentInvalid"),
  MESSAGE_REFUSED(Family.CALLER, 400, 400006, "IotHubFormatError"),
  REPORTED_REFUSED(Family.CALLER, 400, 400004, "ArgumentInvalid"),
  TWIN_TOO_LARGE(Family.CALLER, 400, 400004, "ArgumentInvalid"),
  QUERY_REFUSED(Family.CALLER, 400, 400004, "ArgumentInvalid"),
  UNSUPPORTED(Family.CALLER, 400, 400003, "InvalidOperation"),
  TOKEN_MISSING(Family.CALLER, 401, 401002, "IotHubUnauthorizedAccess"),
  TOKEN_MALFORMED(Family.CALLER, 401, 401002, "IotHubUnauthorizedAccess"),
  TOKEN_EXPIRED(Family.CALLER, 401, 401002, "IotHubUnauthorizedAccess"),
  TOKEN_SIGNATURE(Family.CALLER, 401, 401002, "IotHubUnauthorizedAccess"),
  TOKEN_SCOPE(Family.CALLER, 401, 401002, "IotHubUnauthorizedAccess"),
  PERMISSION_MISSING(Family.CALLER, 401, 401002, "IotHubUnauthorizedAccess"),
  DEVICE_DISABLED(Family.CALLER, 401, 401002, "IotHubUnauthorizedAccess"),
  DEVICE_NOT_FOUND(Family.CALLER, 404, 404001, "DeviceNotFound"),
  RESOURCE_NOT_FOUND(Family.CALLER, 404, 404000, "GenericNotFound"),
  METHOD_NOT_ALLOWED(Family.CALLER, 405, 405000, "InvalidOperation"),
  REQUEST_TIMEOUT(Family.CALLER, 408, 408000, "RequestTimeout"),
  DEVICE_ALREADY_EXISTS(Family.CALLER, 409, 409001, "DeviceAlreadyExists"),
  PRECONDITION_FAILED(Family.CALLER, 412, 412001, "PreconditionFailed"),
  MESSAGE_LOCK_LOST(Family.CALLER, 412, 412002, "DeviceMessageLockLost"),
  MESSAGE_TOO_LARGE(Family.CALLER, 413, 413001, "MessageTooLarge"),
  UPGRADE_REQUIRED(Family.CALLER, 426, 426000, "UpgradeRequired"),
  DEVICE_QUEUE_FULL(Family.RESOURCES, 403, 403004, "DeviceMaximumQueueDepthExceeded"),
  DEVICE_NOT_ONLINE(Family.RESOURCES, 404, 404103, "DeviceNotOnline"),
  THROTTLED(Family.RESOURCES, 429, 429001, "ThrottlingException"),
  DEVICE_ANSWER_REFUSED(Family.RESOURCES, 502, 502000, "BadGateway"),
  METHOD_TIMEOUT(Family.RESOURCES, 504, 504101, "DeviceTimeout"),
  JOURNAL_UNAVAILABLE(Family.RESOURCES, 503, 503001, "ServiceUnavailable"),
  STORE_UNAVAILABLE(Family.RESOURCES, 503, 503001, "ServiceUnavailable"),
  OVERLOADED(Family.RESOURCES, 503, 503001, "ServiceUnavailable"),
  /** Too much has come, over all devices, that is not durable yet. */
  BACKLOG_FULL(Family.RESOURCES, 503, 503001, "ServiceUnavailable"),
  /** Too much of this device has come that is not durable yet. */
  DEVICE_BACKLOG_FULL(Family.RESOURCES, 429, 429001, "ThrottlingException"),
  /** The device has sent more than it may in this time. */
  DEVICE_PACE(Family.RESOURCES, 429, 429001, "ThrottlingException"),
  /** Too much of this device arrives at the same time. */
  DEVICE_ARRIVING_FULL(Family.RESOURCES, 429, 429001, "ThrottlingException"),
  /** Too much arrives from this address at the same time, of those who have proved nothing. */
  ADDRESS_ARRIVING_FULL(Family.RESOURCES, 429, 429001, "ThrottlingException"),
  /** Too many wrong signatures came from this address. */
  TOO_MANY_FAILURES(Family.RESOURCES, 429, 429001, "ThrottlingException"),
  /** Closed before TLS: so many connections are open. */
  TOO_MANY_CONNECTIONS(Family.RESOURCES, 503, 503001, "ServiceUnavailable"),
  /** Closed before TLS: so many connections of this address are open. */
  ADDRESS_CONNECTIONS(Family.RESOURCES, 503, 503001, "ServiceUnavailable"),
  /** Closed before TLS: so many handshakes wait, or this one waited too long. */
  HANDSHAKES_WAITING(Family.RESOURCES, 503, 503001, "ServiceUnavailable"),
  /** The peer did not finish the TLS handshake in time. */
  HANDSHAKE_TIMEOUT(Family.CALLER, 408, 408000, "RequestTimeout"),
  SERVER_ERROR(Family.SERVER, 500, 500001, "ServerError");

  /** Whose fault it is. */
  public enum Family {
    /** The caller's: the same request will be refused again. */
    CALLER,
    /** Ours: a defect; the caller may try again. */
    SERVER,
    /** Something has run out; the caller should try again later. */
    RESOURCES
  }

  private final Family family;
  private final int status;
  private final int number;
  private final String code;
  private final String reason = name().toLowerCase(Locale.ROOT).replace('_', '-');

  HubError(Family family, int status, int number, String code) {
    this.family = family;
    this.status = status;
    this.number = number;
    this.code = code;
  }

  public Family family() {
    return family;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The numeric form of the code, which begins with the HTTP status. */
  public int number() {
    return number;
  }

  /** The name client libraries know it by, which stands in the error body. */
  public String code() {
    return code;
  }

  /** The name it is counted under. */
  public String reason() {
    return reason;
  }

  /** Whether the same request may succeed later without being changed. */
  public boolean retryable() {
    return family != Family.CALLER;
  }
}
