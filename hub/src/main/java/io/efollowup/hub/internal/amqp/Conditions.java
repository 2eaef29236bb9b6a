package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;

/** The hub's refusals as AMQP conditions, by names that client libraries act on. */
final class Conditions {
  private Conditions() {}

  static ErrorCondition of(HubException refusal) {
    return new ErrorCondition(Symbol.valueOf(name(refusal.error())), refusal.getMessage());
  }

  /** A rejection always carries its error: libraries read it without asking. */
  static Rejected rejected(HubException refusal) {
    Rejected rejected = new Rejected();
    rejected.setError(of(refusal));
    return rejected;
  }

  private static String name(HubError error) {
    return switch (error) {
      case TOKEN_MISSING,
          TOKEN_MALFORMED,
          TOKEN_EXPIRED,
          TOKEN_SIGNATURE,
          TOKEN_SCOPE,
          PERMISSION_MISSING,
          DEVICE_DISABLED ->
          "amqp:unauthorized-access";
      case MALFORMED_REQUEST,
          DEVICE_ID_REFUSED,
          MESSAGE_REFUSED,
          REPORTED_REFUSED,
          TWIN_TOO_LARGE,
          QUERY_REFUSED,
          METHOD_NOT_ALLOWED,
          UPGRADE_REQUIRED ->
          "amqp:not-allowed";
      case UNSUPPORTED -> "amqp:not-implemented";
      case DEVICE_NOT_FOUND, RESOURCE_NOT_FOUND, DEVICE_NOT_ONLINE -> "amqp:not-found";
      case DEVICE_ALREADY_EXISTS -> "com.microsoft:device-already-exists";
      case PRECONDITION_FAILED -> "amqp:precondition-failed";
      case MESSAGE_LOCK_LOST -> "com.microsoft:message-lock-lost";
      case MESSAGE_TOO_LARGE -> "amqp:link:message-size-exceeded";
      case DEVICE_QUEUE_FULL -> "amqp:resource-limit-exceeded";
      case REQUEST_TIMEOUT, METHOD_TIMEOUT, HANDSHAKE_TIMEOUT -> "com.microsoft:timeout";
      case OVERLOADED,
          THROTTLED,
          BACKLOG_FULL,
          DEVICE_BACKLOG_FULL,
          DEVICE_PACE,
          DEVICE_ARRIVING_FULL,
          ADDRESS_ARRIVING_FULL,
          TOO_MANY_FAILURES,
          TOO_MANY_CONNECTIONS,
          ADDRESS_CONNECTIONS,
          HANDSHAKES_WAITING ->
          "com.microsoft:device-container-throttled";
      case JOURNAL_UNAVAILABLE, STORE_UNAVAILABLE, DEVICE_ANSWER_REFUSED, SERVER_ERROR ->
          "amqp:internal-error";
    };
  }
}
