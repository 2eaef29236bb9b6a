package io.efollowup.hub.internal.http;

import io.efollowup.hub.Permission;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** What can be asked over HTTPS, and the permission it needs. */
enum Endpoint {
  SEND(HttpMethod.POST, Permission.DEVICE_CONNECT, "devices/{id}/messages/events"),
  RECEIVE(HttpMethod.GET, Permission.DEVICE_CONNECT, "devices/{id}/messages/devicebound"),
  SETTLE(HttpMethod.DELETE, Permission.DEVICE_CONNECT, "devices/{id}/messages/devicebound/{lock}"),
  ABANDON(
      HttpMethod.POST,
      Permission.DEVICE_CONNECT,
      "devices/{id}/messages/devicebound/{lock}/abandon"),
  PURGE(HttpMethod.DELETE, Permission.SERVICE_CONNECT, "devices/{id}/commands"),
  GET_DEVICE(HttpMethod.GET, Permission.REGISTRY_READ, "devices/{id}"),
  PUT_DEVICE(HttpMethod.PUT, Permission.REGISTRY_WRITE, "devices/{id}"),
  DELETE_DEVICE(HttpMethod.DELETE, Permission.REGISTRY_WRITE, "devices/{id}"),
  LIST_DEVICES(HttpMethod.GET, Permission.REGISTRY_READ, "devices"),
  CHANGE_DEVICES(HttpMethod.POST, Permission.REGISTRY_WRITE, "devices"),
  STATISTICS(HttpMethod.GET, Permission.REGISTRY_READ, "statistics/devices");

  private final HttpMethod method;
  private final Permission permission;
  private final List<String> template;

  Endpoint(HttpMethod method, Permission permission, String template) {
    this.method = method;
    this.permission = permission;
    this.template = List.of(template.split("/"));
  }

  HttpMethod method() {
    return method;
  }

  Permission permission() {
    return permission;
  }

  /** Whether the path is this one; words are compared without regard to case. */
  boolean matches(List<String> segments) {
    if (segments.size() != template.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      String expected = template.get(i);
      if (!expected.startsWith("{") && !expected.equalsIgnoreCase(segments.get(i))) {
        return false;
      }
    }
    return true;
  }
}
