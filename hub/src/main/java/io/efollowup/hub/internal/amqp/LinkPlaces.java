package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.internal.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
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
    return links((link, place) -> link.getSession() == session);
  }

  List<Link> at(Resource resource) {
    return links((link, place) -> place.resource().equals(resource));
  }

  private List<Link> links(BiPredicate<Link, LinkPlace> wanted) {
    return places.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey(), entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether there is no link but such as show tokens. */
  boolean nothingButClaims() {
    return places.values().stream().allMatch(place -> place.node() == AmqpAddress.Node.CLAIMS);
  }
}
