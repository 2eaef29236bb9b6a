package io.efollowup.portal.internal.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the handlers see it, detached from the connection it came by.
 *
 * @param path the path without the query
 * @param pathParameters parameters of the route, decoded
 * @param query parameters of the query, decoded
 * @param headers by lower-case name, the first of each
 * @param form fields of a URL-encoded body
 * @param loopback whether it came over the loopback interface
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(
    String method,
    String path,
    Map<String, String> pathParameters,
    Map<String, List<String>> query,
    Map<String, String> headers,
    Map<String, String> cookies,
    Map<String, String> form,
    byte[] body,
    boolean loopback) {

  /** The one place where an error's answer is chosen: programs get JSON, people get a page. */
  public boolean isApi() {
    return path.startsWith("/api/");
  }

  /** Whether a page's script asks for a part of it, not a person for the whole. */
  public boolean isFragment() {
    return headers.containsKey("hx-request") || headers.containsKey("x-fragment");
  }

  /** Whether it may change something. */
  public boolean isUnsafe() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  public String pathParameter(String name) {
    return pathParameters.get(name);
  }

  public Optional<String> queryParameter(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public Optional<String> cookie(String name) {
    return Optional.ofNullable(cookies.get(name));
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(form.get(name));
  }

  /** Says nothing of parameters, cookies and contents. */
  @Override
  public String toString() {
    return "Request[" + method + "]";
  }
}
