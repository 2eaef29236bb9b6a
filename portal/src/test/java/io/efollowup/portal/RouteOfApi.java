package io.efollowup.portal;

import io.efollowup.portal.internal.web.Dispatcher.RouteName;
import java.util.List;
import java.util.Locale;

/** A route of the API as its description writes it. */
record RouteOfApi(String method, String path) {
  static List<RouteOfApi> of(List<RouteName> routes) {
    return routes.stream()
        .filter(route -> route.path().startsWith("/api/"))
        .map(
            route ->
                new RouteOfApi(
                    route.method().toLowerCase(Locale.ROOT),
                    route.path().replaceAll(":([a-z]+)", "{$1}")))
        .toList();
  }
}
