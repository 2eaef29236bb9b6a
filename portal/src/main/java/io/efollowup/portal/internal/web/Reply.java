package io.efollowup.portal.internal.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An answer: status, headers, body. Immutable. */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, List<Map.Entry<String, String>> headers, byte[] body) {
  private static final byte[] NOTHING = {};

  public Reply {
    headers = List.copyOf(headers);
  }

  public static Reply html(int status, String html) {
    return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply json(byte[] json) {
    return of(200, "application/json", json);
  }

  public static Reply text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, List.of(Map.entry("content-type", contentType)), body);
  }

  public static Reply noContent() {
    return new Reply(204, List.of(), NOTHING);
  }

  /** To be fetched with GET at another path of this portal. */
  public static Reply seeOther(String path) {
    return new Reply(303, List.of(Map.entry("location", path)), NOTHING);
  }

  public Reply with(String header, String value) {
    List<Map.Entry<String, String>> all = new ArrayList<>(headers);
    all.add(Map.entry(header, value));
    return new Reply(status, all, body);
  }
}
