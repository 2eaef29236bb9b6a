package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Permission;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.AccessControl;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Loop;
import io.efollowup.hub.internal.PercentEncoding;
import io.efollowup.hub.internal.Presence;
import io.efollowup.hub.internal.Proof;
import io.efollowup.hub.internal.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether one connection may still act for its device: asked again when its token ends or a device
 * or policy is changed. On the connection's loop, but for {@link #recheck}.
 */
final class MqttAuthority implements Presence.Party, Subscription {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final HubServices services;
  private final Loop loop;
  private final String device;
  private final String token;
  private final Consumer<HubException> lost;
  private final Subscription policies;
  private final Subscription presence;
  private final Subscription expiry;
  private boolean closed;

  /**
   * @param expiry of the token
   * @param lost called once on the loop when it may not
   */
  MqttAuthority(
      HubServices services,
      Loop loop,
      String device,
      String token,
      Instant expiry,
      Consumer<HubException> lost) {
    this.services = services;
    this.loop = loop;
    this.device = device;
    this.token = token;
    this.lost = lost;
    this.policies = services.presence().watchPolicies(this);
    this.presence = services.presence().join(device, this);
    Duration left = Duration.between(services.clock().instant(), expiry);
    this.expiry = loop.after(left.plusMillis(1), this::expired);
    recheck(); // what was changed while the token was being checked told nobody
  }

  /**
   * Checks a token for a device; may block. Its path may go further down than the device: examples
   * of the first years write {@code host/devices/id/api-version=…}.
   *
   * @return until when it is good
   * @throws HubException when it is not
   */
  static Instant prove(AccessControl access, String token, String device) {
    Proof proof = access.prove(token);
    access.require(token, resource(proof.reach(), device), Permission.DEVICE_CONNECT);
    return proof.expiry();
  }

  /** What is asked for is as far down as the token's path, but always the device's. */
  private static Resource resource(List<String> reach, String device) {
    List<String> segments = new ArrayList<>(List.of("devices", device));
    if (reach.size() > segments.size() && isOf(reach.get(1), device)) {
      segments.addAll(reach.subList(segments.size(), reach.size()));
    }
    return new Resource(segments);
  }

  private static boolean isOf(String id, String device) {
    return id.equals(device) || id.equals(PercentEncoding.encode(device));
  }

  @Override
  public void recheck() {
    loop.execute(this::ask);
  }

  private void ask() {
    if (!closed) {
      services
          .storeWork()
          .run(() -> prove(services.access(), token, device))
          .whenComplete((good, failure) -> loop.execute(() -> asked(failure)));
    }
  }

  /** A store that does not answer takes nothing away: it is asked again in a while. */
  private void asked(Throwable failure) {
    if (closed || failure == null) {
      return;
    }
    HubException why = HubException.of(failure);
    if (why.error().retryable()) {
      loop.after(ASK_AGAIN, this::ask);
    } else {
      lost.accept(why);
    }
  }

  private void expired() {
    if (!closed) {
      lost.accept(new HubException(HubError.TOKEN_EXPIRED, "The token has expired."));
    }
  }

  @Override
  public void close() {
    closed = true;
    policies.close();
    presence.close();
    expiry.close();
  }
}
