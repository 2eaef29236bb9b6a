package io.efollowup.hub.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;

/**
 * Whatever tokens a connection has shown and however it writes an address: what it sends is never
 * taken for another device's, and what it receives is never another device's.
 */
class IsolationProperties {
  /** Prefixes, encodings and other cases of each other. */
  private static final List<String> IDS =
      List.of("a", "A", "ab", "a%62", "a%2562", "a.b", "devices", "messages", "twin", "%61");

  private static final class Shared {
    static final MemoryHub HUB = new MemoryHub(IDS);
  }

  /**
   * A token.
   *
   * @param reach the devices it may open: never more than this
   */
  private record Shown(String token, Set<String> reach) {
    @Override
    public String toString() {
      return token + " may open " + reach;
    }
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void shouldSendAsNobodyElse(
      @ForAll("tokens") List<Shown> shown, @ForAll("addresses") String address) {
    inConnection(
        shown,
        client -> {
          List<Integer> before = entries();
          Sender sender = client.sender(address);
          if (sender.getCredit() > 0) {
            client.send(sender, MemoryClient.telemetry("x"));
          }
          List<Integer> after = entries();
          for (int i = 0; i < IDS.size(); i++) {
            if (!after.get(i).equals(before.get(i))) {
              assertThat(reach(shown)).contains(IDS.get(i));
            }
          }
        });
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void shouldReceiveNothingOfOthers(
      @ForAll("tokens") List<Shown> shown, @ForAll("addresses") String address) {
    IDS.forEach(Shared.HUB.queue::purge);
    IDS.forEach(Shared.HUB::putNamed);
    inConnection(
        shown, client -> assertThat(reach(shown)).containsAll(received(client.receiver(address))));
  }

  @Property(tries = 300)
  void shouldOpenADevicesOwnLinks(@ForAll("ids") String id) {
    inConnection(
        List.of(new Shown(MemoryHub.token(id), Set.of(id))),
        client -> {
          int before = Shared.HUB.entries(id);
          String written = "/devices/" + id.replace("%", "%25") + "/messages/events";
          client.send(client.sender(written), MemoryClient.telemetry("x"));
          client.send(
              client.sender("/devices/" + id + "/messages/events"), MemoryClient.telemetry("x"));
          assertThat(Shared.HUB.entries(id)).isEqualTo(before + 2);
        });
  }

  private static List<Integer> entries() {
    return IDS.stream().map(Shared.HUB::entries).toList();
  }

  private static Set<String> reach(List<Shown> shown) {
    return shown.stream().flatMap(token -> token.reach().stream()).collect(Collectors.toSet());
  }

  private interface Talk {
    void with(MemoryClient client);
  }

  private static void inConnection(List<Shown> shown, Talk talk) {
    MemoryConnection connection = Shared.HUB.connect();
    MemoryClient client = MemoryClient.open(connection, MemoryClient.Login.NONE);
    Sender claims = client.sender("$cbs");
    shown.forEach(token -> client.send(claims, MemoryClient.putToken(token.token())));
    talk.with(client);
    connection.gone();
    assertThat(IDS).noneMatch(Shared.HUB.presence::isConnected);
  }

  private static List<String> received(Receiver receiver) {
    List<String> bodies = new ArrayList<>();
    for (Delivery next = receiver.current(); next != null; next = receiver.current()) {
      ReadableBuffer bytes = receiver.recv();
      Message message = Message.Factory.create();
      message.decode(bytes);
      if (message.getBody() instanceof Data data && data.getValue().getLength() > 0) {
        bodies.add(new String(data.getValue().getArray(), StandardCharsets.UTF_8));
      }
      receiver.advance();
    }
    return bodies;
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.of(IDS);
  }

  @Provide
  Arbitrary<List<Shown>> tokens() {
    return Arbitraries.oneOf(ownTokens(), policyTokens(), tamperedTokens())
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** Signed by a device, for whatever path: opens that device at the most. */
  private static Arbitrary<Shown> ownTokens() {
    return Combinators.combine(Arbitraries.of(IDS), Arbitraries.oneOf(ownPaths(), scopes()))
        .as(
            (signer, scope) ->
                new Shown(
                    MemoryHub.token(signer, scope.replace("{self}", signer)), Set.of(signer)));
  }

  private static Arbitrary<String> ownPaths() {
    return Arbitraries.of("", "/", "/messages", "/messages/events", "/twin")
        .map(rest -> MemoryHub.NAME + "/devices/{self}" + rest);
  }

  /** Signed by a policy: opens what its path covers, if the policy lets devices connect. */
  private static Arbitrary<Shown> policyTokens() {
    return Combinators.combine(
            Arbitraries.of("device", "iothubowner", "service", "registryRead", "registryReadWrite"),
            scopes())
        .as(
            (policy, scope) ->
                new Shown(MemoryHub.policyToken(policy, scope), reach(policy, scope)));
  }

  private static Set<String> reach(String policy, String scope) {
    List<String> parts = List.of(scope.split("/"));
    boolean connects = policy.equals("device") || policy.equals("iothubowner");
    if (!connects || !parts.getFirst().equalsIgnoreCase(MemoryHub.NAME)) {
      return Set.of();
    }
    if (parts.size() == 1) {
      return Set.copyOf(IDS);
    }
    if (!parts.get(1).equalsIgnoreCase("devices")) {
      return Set.of();
    }
    return parts.size() == 2 ? Set.copyOf(IDS) : Set.of(parts.get(2));
  }

  /** A good token whose path, end or signature was changed: opens nothing. */
  private static Arbitrary<Shown> tamperedTokens() {
    return Combinators.combine(Arbitraries.of(IDS), Arbitraries.of(IDS))
        .filter((signer, other) -> !signer.equals(other))
        .as(
            (signer, other) -> {
              String token = MemoryHub.token(signer);
              String mine = "sr=" + field(token, "sr");
              String theirs = "sr=" + field(MemoryHub.token(other), "sr");
              return new Shown(token.replace(mine, theirs), Set.of());
            });
  }

  private static String field(String token, String name) {
    return Arrays.stream(token.substring(token.indexOf(' ') + 1).split("&"))
        .filter(field -> field.startsWith(name + "="))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1);
  }

  private static Arbitrary<String> scopes() {
    Arbitrary<String> host =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of(MemoryHub.NAME, "HUB.TEST")),
            Tuple.of(1, Arbitraries.of("other.test", "", "devices")));
    Arbitrary<String> devices = Arbitraries.of("", "/devices", "/Devices", "/messages");
    Arbitrary<String> id =
        Arbitraries.oneOf(Arbitraries.just(""), Arbitraries.of(IDS).map(text -> "/" + text));
    Arbitrary<String> rest = Arbitraries.of("", "/messages", "/messages/events", "/..", "/");
    return Combinators.combine(host, devices, id, rest).as((a, b, c, d) -> a + b + c + d);
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> prefix =
        Arbitraries.of(
            "/", "", "amqps://hub.test/", "amqps://other.test/", "AMQPS://hub.test/", "//", "%2F");
    Arbitrary<String> words = Arbitraries.of("devices", "Devices", "DEVICES", "twins", "%64evices");
    Arbitrary<String> id =
        Arbitraries.of(IDS)
            .flatMap(text -> Arbitraries.of(text, text.replace("%", "%25"), encoded(text)));
    Arbitrary<String> rest =
        Arbitraries.of(
            "/messages/events",
            "/messages/deviceBound",
            "/Messages/Events",
            "/twin",
            "/methods/devicebound",
            "/../ab/messages/events",
            "%2Fmessages%2Fevents",
            "/messages/events/",
            "");
    return Combinators.combine(prefix, words, id, rest).as((a, b, c, d) -> a + b + "/" + c + d);
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      encoded.append(String.format(Locale.ROOT, "%%%02x", octet));
    }
    return encoded.toString();
  }
}
