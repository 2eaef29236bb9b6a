package io.efollowup.hub.internal.http;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.LockedMessage;
import io.efollowup.hub.SystemProperties;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.MessageLife;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a device does with the messages sent to it, translated. Blocks on the store. */
final class DeviceboundEndpoints {
  static final String LOCK_SECONDS = "iothub-messagelocktimeout";

  private final CloudToDeviceQueue queue;

  DeviceboundEndpoints(CloudToDeviceQueue queue) {
    this.queue = queue;
  }

  /** Whether it is certain, without blocking, that nothing waits. */
  boolean nothingFor(String device) {
    return !queue.mayHoldMessages(device);
  }

  Reply receive(String device, Duration lock) {
    return queue
        .receive(device, lock)
        .map(message -> reply(device, message))
        .orElse(Reply.NO_CONTENT);
  }

  /**
   * How long a device wants to hold what it receives.
   *
   * @param header of {@link #LOCK_SECONDS}
   */
  static Duration lock(Optional<String> header) {
    try {
      return header
          .map(seconds -> Duration.ofSeconds(Integer.parseInt(seconds.strip())))
          .map(MessageLife::requireLock)
          .orElse(CloudToDeviceQueue.LOCK);
    } catch (NumberFormatException e) {
      throw Json.malformed("The header " + LOCK_SECONDS + " is a number of seconds.");
    }
  }

  private static Reply reply(String device, LockedMessage locked) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ETag", '"' + locked.lockToken() + '"');
    headers.put("Content-Type", "application/octet-stream");
    headers.put("iothub-to", "/devices/" + device + "/messages/devicebound");
    headers.put("iothub-sequencenumber", Long.toString(locked.sequence()));
    headers.put("iothub-enqueuedtime", locked.enqueuedAt().toString());
    headers.put("iothub-expiry", locked.expiresAt().toString());
    headers.put("iothub-deliverycount", Integer.toString(locked.deliveryCount()));
    SystemProperties system = locked.message().system();
    system.messageId().ifPresent(id -> headers.put("iothub-messageid", id));
    system.correlationId().ifPresent(id -> headers.put("iothub-correlationid", id));
    system.userId().ifPresent(id -> headers.put("iothub-userid", id));
    system.contentType().ifPresent(type -> headers.put("iothub-contenttype", type));
    system.contentEncoding().ifPresent(name -> headers.put("iothub-contentencoding", name));
    locked
        .message()
        .properties()
        .forEach((name, value) -> headers.put("iothub-app-" + name, value));
    return new Reply(200, headers, locked.message().body());
  }

  Reply settle(String device, String lockToken, Query query) {
    if (query.has("reject")) {
      queue.reject(device, lockToken);
    } else {
      queue.complete(device, lockToken);
    }
    return Reply.NO_CONTENT;
  }

  Reply abandon(String device, String lockToken) {
    queue.abandon(device, lockToken);
    return Reply.NO_CONTENT;
  }
}
