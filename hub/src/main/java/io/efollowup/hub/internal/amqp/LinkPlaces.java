package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Session;

/** The links of one connection that have their roles. On the connection's loop. */
final class LinkPlaces {
  private final Map<Link, LinkPlace> places = new LinkedHashMap<>();

  void put(Link link, LinkPlace place) {
    places.put(link, place);
  }

  Optional<LinkPlace> of(Link link) {
    return Optional.ofNullable(places.get(link));
  }

  Optional<LinkPlace> remove(Link link) {
    return Optional.ofNullable(places.remove(link));
  }

  List<Link> all() {
    return List.copyOf(places.keySet());
  }

  List<Link> in(Session session) {
    return places.keySet().stream().filter(link -> link.getSession() == session).toList();
  }

  /** Those at one of these, each with the reason that is given for it. */
  Map<Link, HubException> lost(Map<Resource, HubException> refused) {
    Map<Link, HubException> lost = new LinkedHashMap<>();
    places.forEach(
        (link, place) -> {
          if (refused.containsKey(place.resource())) {
            lost.put(link, refused.get(place.resource()));
          }
        });
    return lost;
  }

  /** Whether there is no link but such as show tokens. */
  boolean nothingButClaims() {
    return places.values().stream().allMatch(place -> place.node() == AmqpAddress.Node.CLAIMS);
  }
}
