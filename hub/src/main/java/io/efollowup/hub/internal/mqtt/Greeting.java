package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.HubNames;
import java.util.Optional;

/** What a first packet comes to, before anything is looked up. */
sealed interface Greeting {
  /**
   * Somebody who says to be a device.
   *
   * @param device its id
   * @param token to be checked
   * @param will where it is good
   */
  record Guest(String device, String token, Optional<Packet.Will> will) implements Greeting {
    @Override
    public String toString() {
      return "Guest[hidden]";
    }
  }

  /**
   * Not let in.
   *
   * @param reason as MQTT 5 has it
   */
  record Refusal(int reason, HubException why) implements Greeting {}

  /**
   * Judges a first packet of a version the door speaks.
   *
   * @param largestBody of a message
   */
  static Greeting of(Packet.Connect connect, HubNames names, int largestBody) {
    if (connect.terms().authentication()) {
      return refusal(
          Reasons.BAD_AUTHENTICATION_METHOD,
          HubError.UNSUPPORTED,
          "A device proves itself by a token as password.");
    }
    if (connect.clientId().isEmpty()) {
      return refusal(
          Reasons.CLIENT_ID_INVALID, HubError.DEVICE_ID_REFUSED, "The client id is the device id.");
    }
    try {
      UserName user = UserName.parse(connect.userName().orElse(""));
      if (!names.include(user.hub())) {
        return refusal(
            Reasons.NOT_AUTHORISED, HubError.TOKEN_SCOPE, "The user name is not for this hub.");
      }
      if (!user.device().equals(connect.clientId())) {
        return refusal(
            Reasons.CLIENT_ID_INVALID,
            HubError.DEVICE_ID_REFUSED,
            "The client id is the device id of the user name.");
      }
      return welcome(connect, user.device(), largestBody);
    } catch (HubException e) {
      return new Refusal(Reasons.BAD_USER_NAME, e);
    }
  }

  private static Greeting welcome(Packet.Connect connect, String device, int largestBody) {
    if (connect.password().filter(text -> !text.isBlank()).isEmpty()) {
      return refusal(
          Reasons.NOT_AUTHORISED, HubError.TOKEN_MISSING, "The password is a token of the device.");
    }
    return connect
        .will()
        .flatMap(will -> refused(will, connect, device, largestBody))
        .orElseGet(() -> new Guest(device, connect.password().get(), connect.will()));
  }

  /** A will is telemetry that is sent when the connection breaks, and is as good as that. */
  private static Optional<Greeting> refused(
      Packet.Will will, Packet.Connect connect, String device, int largestBody) {
    if (will.qos() > 1) {
      return Optional.of(
          refusal(Reasons.QOS_NOT_SUPPORTED, HubError.UNSUPPORTED, "A will has QoS 0 or 1."));
    }
    if (will.retain() && connect.version().filter(Version.V5::equals).isPresent()) {
      return Optional.of(
          refusal(Reasons.RETAIN_NOT_SUPPORTED, HubError.UNSUPPORTED, "No message is retained."));
    }
    if (will.body().length > largestBody) {
      return Optional.of(
          refusal(Reasons.TOO_LARGE, HubError.MESSAGE_TOO_LARGE, "The will is too large."));
    }
    try {
      if (Topic.parse(will.topic(), device) instanceof Topic.Events events) {
        PropertyBag.parse(events.bag());
        return Optional.empty();
      }
    } catch (HubException e) {
      return Optional.of(new Refusal(Reasons.TOPIC_INVALID, e));
    }
    return Optional.of(
        refusal(
            Reasons.TOPIC_INVALID,
            HubError.RESOURCE_NOT_FOUND,
            "A will goes to the topic of the device's own telemetry."));
  }

  private static Refusal refusal(int reason, HubError error, String why) {
    return new Refusal(reason, new HubException(error, why));
  }
}
