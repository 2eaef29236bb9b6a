package io.efollowup.hub.internal.websocket;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.PercentEncoding;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A request to go on as a WebSocket (RFC 6455), understood.
 *
 * @param subprotocol the one that will be spoken: the first offered that the hub knows
 */
record Handshake(String subprotocol) {
  static final String VERSION = "13";

  private static final List<String> ADDRESS = List.of("", "$iothub", "websocket");
  private static final int LONGEST_ADDRESS = 64;
  private static final int KEY_BYTES = 16;

  /**
   * Whether a path is that of the WebSocket door; its words are compared without regard to case.
   */
  static boolean isAddress(String path) {
    if (path.length() > LONGEST_ADDRESS || !(path.startsWith("/$") || path.startsWith("/%"))) {
      return false;
    }
    List<String> words = Arrays.asList(path.split("/"));
    return words.size() == ADDRESS.size()
        && ADDRESS.getLast().equalsIgnoreCase(words.getLast())
        && (ADDRESS.get(1).equalsIgnoreCase(words.get(1))
            || ADDRESS.get(1).equalsIgnoreCase(PercentEncoding.decode(words.get(1))));
  }

  /**
   * Understands the request.
   *
   * @param known the subprotocols there are
   * @throws HubException {@link HubError#UPGRADE_REQUIRED}, {@link HubError#MALFORMED_REQUEST},
   *     {@link HubError#UNSUPPORTED}
   */
  static Handshake read(HttpVersion http, MultiMap headers, Set<String> known) {
    if (http != HttpVersion.HTTP_1_1 || !words(headers, "Upgrade").anyMatch(is("websocket"))) {
      throw new HubException(
          HubError.UPGRADE_REQUIRED, "This address speaks WebSocket: ask for an upgrade.");
    }
    require(
        words(headers, "Connection").anyMatch(is("Upgrade")),
        "An upgrade needs the header Connection: Upgrade.");
    requireVersion(headers);
    require(isKey(headers.get("Sec-WebSocket-Key")), "Sec-WebSocket-Key is 16 bytes in base64.");
    require(
        !headers.contains("Transfer-Encoding")
            && headers.getAll("Content-Length").stream().allMatch("0"::equals),
        "An upgrade has no body.");
    return words(headers, "Sec-WebSocket-Protocol")
        .filter(known::contains)
        .findFirst()
        .map(Handshake::new)
        .orElseThrow(() -> unknown(known));
  }

  private static void requireVersion(MultiMap headers) {
    String version = headers.get("Sec-WebSocket-Version");
    require(version != null, "Sec-WebSocket-Version is missing; it is 13.");
    if (!VERSION.equals(version.strip())) {
      throw new HubException(HubError.UPGRADE_REQUIRED, "Sec-WebSocket-Version is 13.");
    }
  }

  private static HubException unknown(Set<String> known) {
    return new HubException(
        HubError.UNSUPPORTED,
        "Sec-WebSocket-Protocol offers none of the protocols spoken here: "
            + String.join(", ", known.stream().sorted().toList())
            + ".");
  }

  private static boolean isKey(String key) {
    try {
      return key != null && Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The words of a list that may be spread over several headers. */
  private static Stream<String> words(MultiMap headers, String name) {
    return headers.getAll(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip);
  }

  private static Predicate<String> is(String word) {
    return word::equalsIgnoreCase;
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new HubException(HubError.MALFORMED_REQUEST, otherwise);
    }
  }
}
