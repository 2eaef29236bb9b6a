package io.efollowup.hub.internal.http;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Permission;
import io.efollowup.hub.internal.AccessControl;
import java.util.Iterator;
import java.util.function.Predicate;

/** Whether a request may be served. Of an endpoint's permissions any one suffices. */
final class Gate {
  private final AccessControl access;

  Gate(AccessControl access) {
    this.access = access;
  }

  /** As {@link AccessControl#knownToPermit}. */
  boolean knownToPermit(String token, Route route) {
    return any(route, needed -> access.knownToPermit(token, route.resource(), needed));
  }

  /** As {@link AccessControl#require}; returns the route. */
  Route require(String token, Route route) {
    any(
        route,
        needed -> {
          access.require(token, route.resource(), needed);
          return true;
        });
    return route;
  }

  /** Asks for one permission after the other while the answer is that just this one is missing. */
  private static boolean any(Route route, Predicate<Permission> ask) {
    Iterator<Permission> permissions = route.endpoint().permissions().iterator();
    while (true) {
      Permission next = permissions.next();
      try {
        return ask.test(next);
      } catch (HubException e) {
        if (e.error() != HubError.PERMISSION_MISSING || !permissions.hasNext()) {
          throw e;
        }
      }
    }
  }
}
