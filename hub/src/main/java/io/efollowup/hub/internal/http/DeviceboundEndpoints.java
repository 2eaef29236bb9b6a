package io.efollowup.hub.internal.http;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.LockedMessage;
import java.util.HashMap;
import java.util.Map;

/** What a device does with the messages sent to it, translated. Blocks on the store. */
final class DeviceboundEndpoints {
  private final CloudToDeviceQueue queue;

  DeviceboundEndpoints(CloudToDeviceQueue queue) {
    this.queue = queue;
  }

  /** Whether it is certain, without blocking, that nothing waits. */
  boolean nothingFor(String device) {
    return !queue.mayHoldMessages(device);
  }

  Reply receive(String device) {
    return queue.receive(device).map(message -> reply(device, message)).orElse(Reply.NO_CONTENT);
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
    locked.message().messageId().ifPresent(id -> headers.put("iothub-messageid", id));
    locked.message().correlationId().ifPresent(id -> headers.put("iothub-correlationid", id));
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
