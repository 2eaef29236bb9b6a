package io.efollowup.portal.internal.web;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes a request off its connection. */
final class Requests {
  private static final byte[] NOTHING = {};

  private Requests() {}

  static Request of(RoutingContext context) {
    Buffer body = context.body() == null ? null : context.body().buffer();
    return new Request(
        context.request().method().name(),
        context.normalizedPath(),
        Map.copyOf(context.pathParams()),
        query(context),
        headers(context),
        cookies(context),
        first(context.request().formAttributes()),
        body == null ? NOTHING : body.getBytes(),
        isLoopback(context.request().remoteAddress()));
  }

  /** A query that cannot be decoded is refused before an endpoint sees it; its refusal has none. */
  private static Map<String, List<String>> query(RoutingContext context) {
    try {
      return all(context.queryParams());
    } catch (HttpException | IllegalArgumentException undecodable) {
      if (context.failed()) {
        return Map.of();
      }
      throw undecodable;
    }
  }

  private static Map<String, List<String>> all(MultiMap values) {
    Map<String, List<String>> all = new HashMap<>();
    values.forEach((name, value) -> all.computeIfAbsent(name, k -> new ArrayList<>()).add(value));
    return all;
  }

  private static Map<String, String> first(MultiMap values) {
    Map<String, String> first = new HashMap<>();
    values.forEach((name, value) -> first.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return first;
  }

  /** With the host, which HTTP/2 sends outside the headers. */
  private static Map<String, String> headers(RoutingContext context) {
    Map<String, String> headers = first(context.request().headers());
    if (context.request().authority() != null) {
      headers.put("host", context.request().authority().toString());
    }
    return headers;
  }

  private static Map<String, String> cookies(RoutingContext context) {
    Map<String, String> cookies = new HashMap<>();
    for (Cookie cookie : context.request().cookies()) {
      cookies.putIfAbsent(cookie.getName(), cookie.getValue());
    }
    return cookies;
  }

  private static boolean isLoopback(SocketAddress address) {
    if (address == null || address.hostAddress() == null) {
      return false;
    }
    try {
      // An address in digits is parsed, never looked up.
      return InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
