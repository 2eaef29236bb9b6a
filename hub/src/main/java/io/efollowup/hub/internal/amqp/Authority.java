package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.Claims;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Presence;
import io.efollowup.hub.internal.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What one connection may do: permits links by its tokens, says of which devices it is the
 * presence, and asks again when a token ends or a device or policy is changed. On the connection's
 * loop, but for {@link #recheck}.
 */
final class Authority implements Presence.Party {
  private final HubServices services;
  private final AmqpStream stream;
  private final Claims claims;
  private final Consumer<Map<Resource, HubException>> revoke;
  private final Runnable unproved;
  private final Map<Place, Integer> places = new LinkedHashMap<>();
  private final Map<String, Subscription> presences = new HashMap<>();
  private final Subscription policies;
  private Subscription expiry = () -> {};
  private boolean closed;

  /** What was permitted. */
  private record Place(AmqpAddress.Node node, Resource resource) {}

  /**
   * @param revoke called with the resources that are no longer permitted, and why
   * @param unproved called when the last token has ended
   */
  Authority(
      HubServices services,
      AmqpStream stream,
      Claims claims,
      Consumer<Map<Resource, HubException>> revoke,
      Runnable unproved) {
    this.services = services;
    this.stream = stream;
    this.claims = claims;
    this.revoke = revoke;
    this.unproved = unproved;
    this.policies = services.presence().watchPolicies(this);
  }

  /**
   * Decides at once where that needs no store, and calls one of the two on the loop.
   *
   * @throws HubException when no token was shown at all
   */
  void permit(AmqpAddress wanted, Consumer<Resource> permitted, Consumer<HubException> refused) {
    if (wanted.node() == AmqpAddress.Node.CLAIMS) {
      permitted.accept(Resource.of("$cbs"));
      return;
    }
    if (claims.none()) {
      throw Claims.nothingShown(); // whoever has shown nothing costs no work
    }
    List<Resource> candidates = wanted.resources();
    if (candidates.size() == 1
        && claims.knownToPermit(candidates.getFirst(), wanted.node().permission())) {
      permitted.accept(candidates.getFirst());
      return;
    }
    services
        .storeWork()
        .run(() -> claims.require(candidates, wanted.node().permission()))
        .whenComplete(
            (resource, failure) ->
                stream.execute(
                    () -> {
                      if (failure == null) {
                        permitted.accept(resource);
                      } else {
                        refused.accept(HubException.of(failure));
                      }
                    }));
  }

  /** A link was given its place. */
  void placed(AmqpAddress.Node node, Resource resource) {
    if (node != AmqpAddress.Node.CLAIMS) {
      places.merge(new Place(node, resource), 1, Integer::sum);
      if (resource.belongsToDevice()) {
        join(resource.device());
      }
    }
  }

  private void join(String device) {
    if (!closed) {
      presences.computeIfAbsent(device, joining -> services.presence().join(joining, this));
    }
  }

  /** A link has left its place. */
  void left(AmqpAddress.Node node, Resource resource) {
    places.computeIfPresent(
        new Place(node, resource), (place, links) -> links == 1 ? null : links - 1);
    boolean deviceLeft =
        resource.belongsToDevice()
            && !claims.devices().contains(resource.device())
            && places.keySet().stream()
                .filter(place -> place.resource().belongsToDevice())
                .noneMatch(place -> place.resource().device().equals(resource.device()));
    if (deviceLeft) {
      Subscription presence = presences.remove(resource.device());
      if (presence != null) {
        presence.close();
      }
    }
  }

  /** A token was accepted: its device is here, and when the next one ends is known anew. */
  void proved() {
    claims.devices().forEach(this::join);
    expiry.close();
    claims
        .firstExpiry()
        .filter(instant -> !closed)
        .ifPresent(
            instant -> {
              Duration left = Duration.between(services.clock().instant(), instant);
              expiry = stream.after(left.plusMillis(1), this::expired);
            });
  }

  private void expired() {
    claims.dropExpired(services.clock().instant());
    if (claims.none()) {
      unproved.run();
    } else {
      recheck();
      proved();
    }
  }

  @Override
  public void recheck() {
    stream.execute(() -> recheck(List.copyOf(places.keySet())));
  }

  /** All at once, so that what is lost together is taken away together. */
  private void recheck(List<Place> asked) {
    services
        .storeWork()
        .run(() -> refusals(asked))
        .exceptionally(failure -> all(asked, HubException.of(failure)))
        .thenAccept(refused -> stream.execute(() -> rechecked(refused)));
  }

  private void rechecked(Map<Place, HubException> refused) {
    refused(refused);
    if (claims.none()) {
      unproved.run();
    }
  }

  private Map<Place, HubException> refusals(List<Place> asked) {
    Map<Place, HubException> refused = new LinkedHashMap<>();
    for (Place place : asked) {
      try {
        claims.require(List.of(place.resource()), place.node().permission());
      } catch (HubException e) {
        refused.put(place, e);
      }
    }
    claims.dropRefused();
    return refused;
  }

  private static Map<Place, HubException> all(List<Place> asked, HubException why) {
    Map<Place, HubException> refused = new LinkedHashMap<>();
    asked.forEach(place -> refused.put(place, why));
    return refused;
  }

  /** A store that does not answer takes nothing away: it is asked again in a while. */
  private void refused(Map<Place, HubException> refused) {
    if (closed) {
      return;
    }
    List<Place> unanswered = new ArrayList<>();
    Map<Resource, HubException> lost = new LinkedHashMap<>();
    refused.forEach(
        (place, why) -> {
          if (places.containsKey(place) && why.error().retryable()) {
            unanswered.add(place);
          } else if (places.containsKey(place)) {
            lost.put(place.resource(), why);
          }
        });
    if (!unanswered.isEmpty()) {
      stream.after(Duration.ofSeconds(1), () -> recheck(unanswered));
    }
    if (!lost.isEmpty()) {
      revoke.accept(lost);
    }
  }

  /** The connection is gone. */
  void close() {
    closed = true;
    policies.close();
    expiry.close();
    presences.values().forEach(Subscription::close);
    presences.clear();
  }
}
