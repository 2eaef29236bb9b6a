package io.efollowup.hub.internal.http;

import io.efollowup.hub.Permission;
import io.efollowup.hub.internal.Resource;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** What can be asked over HTTPS, and the permissions that open it. */
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
  STATISTICS(HttpMethod.GET, Permission.REGISTRY_READ, "statistics/devices"),
  QUERY(
      HttpMethod.POST,
      List.of(Permission.SERVICE_CONNECT, Permission.REGISTRY_READ),
      "devices/query"),
  GET_TWIN(HttpMethod.GET, Permission.SERVICE_CONNECT, "twins/{id}"),
  PATCH_TWIN(HttpMethod.PATCH, Permission.SERVICE_CONNECT, "twins/{id}"),
  PUT_TWIN(HttpMethod.PUT, Permission.SERVICE_CONNECT, "twins/{id}"),
  INVOKE_METHOD(HttpMethod.POST, Permission.SERVICE_CONNECT, "twins/{id}/methods");

  private final HttpMethod method;
  private final List<Permission> permissions;
  private final List<String> template;

  Endpoint(HttpMethod method, Permission permission, String template) {
    this(method, List.of(permission), template);
  }

  Endpoint(HttpMethod method, List<Permission> permissions, String template) {
    this.method = method;
    this.permissions = permissions;
    this.template = List.of(template.split("/"));
  }

  HttpMethod method() {
    return method;
  }

  /** Any one of them suffices. */
  List<Permission> permissions() {
    return permissions;
  }

  /** What a request at this address touches: the words of the address, or what they stand for. */
  Resource resource(List<String> segments) {
    // The last word of a query's address is no device's id, though it stands where one would.
    return new Resource(this == QUERY ? segments.subList(0, 1) : segments);
  }

  /** The words of its address; those in braces stand for what the caller names. */
  List<String> template() {
    return template;
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
