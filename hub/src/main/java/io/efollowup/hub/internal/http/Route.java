package io.efollowup.hub.internal.http;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.PercentEncoding;
import io.efollowup.hub.internal.Resource;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * A request's address, understood.
 *
 * @param endpoint what is asked
 * @param resource of what
 */
record Route(Endpoint endpoint, Resource resource) {
  private static final int MOST_SEGMENTS = 8;
  private static final int LOCK_TOKEN = 4;

  /**
   * Finds what a path asks.
   *
   * @param path as it was sent, percent-encoded, without the query
   * @throws HubException {@link HubError#RESOURCE_NOT_FOUND}, {@link HubError#METHOD_NOT_ALLOWED},
   *     {@link HubError#MALFORMED_REQUEST}
   */
  static Route of(HttpMethod method, String path) {
    List<String> segments = segments(path);
    boolean known = false;
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint.matches(segments)) {
        if (endpoint.method().equals(method)) {
          return new Route(endpoint, endpoint.resource(segments));
        }
        known = true;
      }
    }
    throw known
        ? new HubException(HubError.METHOD_NOT_ALLOWED, "This address does not take this method.")
        : notFound();
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(MOST_SEGMENTS);
    int from = path.startsWith("/") ? 1 : 0;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      if (end == from || segments.size() == MOST_SEGMENTS) {
        throw notFound();
      }
      segments.add(PercentEncoding.decode(path.substring(from, end)));
      from = end + 1;
    }
    return segments;
  }

  private static HubException notFound() {
    return new HubException(HubError.RESOURCE_NOT_FOUND, "There is nothing at this address.");
  }

  /** The device the address names; only where it names one. */
  String device() {
    return resource.device();
  }

  /** The lock token the address names; only where it names one. */
  String lockToken() {
    return resource.segments().get(LOCK_TOKEN);
  }
}
