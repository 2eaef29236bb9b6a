package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.internal.amqp.MemoryHub;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever token, client id and user name a connection shows and whatever topics it names: what it
 * sends is never taken for another device's, and what it receives is never another device's.
 */
class MqttIsolationProperties {
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

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void shouldSendAsNobodyElse(
      @ForAll("tokens") Shown shown,
      @ForAll("ids") String client,
      @ForAll("ids") String user,
      @ForAll("topics") String topic) {
    MemoryPeer peer = new MemoryPeer(Shared.HUB, MqttVersion.MQTT_3_1_1);
    List<Integer> before = entries();
    boolean in = connect(peer, shown, client, user);
    peer.say(MemoryPeer.publish(topic, "x", 1));
    List<Integer> after = entries();
    for (int i = 0; i < IDS.size(); i++) {
      if (!after.get(i).equals(before.get(i))) {
        assertThat(in).isTrue();
        assertThat(IDS.get(i)).isEqualTo(client).isEqualTo(user).isIn(shown.reach());
      }
    }
    gone(peer);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void shouldReceiveNothingOfOthers(
      @ForAll("tokens") Shown shown,
      @ForAll("ids") String client,
      @ForAll("topics") String topic,
      @ForAll("endings") String ending) {
    IDS.stream().filter(id -> Shared.HUB.queue.depth(id) == 0).forEach(Shared.HUB::putNamed);
    MemoryPeer peer = new MemoryPeer(Shared.HUB, MqttVersion.MQTT_3_1_1);
    connect(peer, shown, client, client);
    for (MqttMessage message : peer.say(MemoryPeer.subscribe(1, topic + ending))) {
      if (message instanceof MqttPublishMessage) {
        assertThat(MemoryPeer.body(message)).isEqualTo(client).isIn(shown.reach());
      }
    }
    gone(peer);
  }

  @Property(tries = 50)
  void shouldOpenADevicesOwnTopics(@ForAll("ids") String id) {
    MemoryPeer peer = MemoryPeer.connected(Shared.HUB, MqttVersion.MQTT_3_1_1, id);
    int before = Shared.HUB.entries(id);
    peer.say(MemoryPeer.publish("devices/" + id + "/messages/events/", "x", 1));
    peer.say(
        MemoryPeer.publish("devices/" + id.replace("%", "%25") + "/messages/events/a=b", "x", 2));
    assertThat(Shared.HUB.entries(id)).isEqualTo(before + 2);
    gone(peer);
  }

  private static boolean connect(MemoryPeer peer, Shown shown, String client, String user) {
    MqttMessage answer =
        peer.say(
                MqttMessageBuilders.connect()
                    .clientId(client)
                    .username(MemoryHub.NAME + "/" + user)
                    .password(shown.token().getBytes(StandardCharsets.UTF_8))
                    .cleanSession(true)
                    .build())
            .getFirst();
    boolean in =
        ((MqttConnAckMessage) answer).variableHeader().connectReturnCode().byteValue() == 0;
    if (in) {
      assertThat(client).isEqualTo(user).isIn(shown.reach());
    }
    return in;
  }

  private static void gone(MemoryPeer peer) {
    peer.gone();
    assertThat(IDS).noneMatch(Shared.HUB.presence::isConnected);
    assertThat(Shared.HUB.budget.held()).isZero();
  }

  private static List<Integer> entries() {
    return IDS.stream().map(Shared.HUB::entries).toList();
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.of(IDS);
  }

  @Provide
  Arbitrary<Shown> tokens() {
    Arbitrary<Shown> own =
        Combinators.combine(ids(), scopes())
            .as(
                (signer, scope) ->
                    new Shown(
                        MemoryHub.token(signer, scope.replace("{self}", signer)), Set.of(signer)));
    Arbitrary<Shown> policies =
        Combinators.combine(
                Arbitraries.of("device", "iothubowner", "service", "registryRead"), scopes())
            .as(
                (policy, scope) ->
                    new Shown(MemoryHub.policyToken(policy, scope), reach(policy, scope)));
    return Arbitraries.oneOf(own, own, policies);
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

  private Arbitrary<String> scopes() {
    Arbitrary<String> host = Arbitraries.of(MemoryHub.NAME, "HUB.TEST", MemoryHub.NAME, "other");
    Arbitrary<String> id = Arbitraries.oneOf(Arbitraries.just("{self}"), ids());
    Arbitrary<String> rest =
        Arbitraries.of("", "/", "/messages/events", "/api-version=2016-11-14", "/../ab");
    Arbitrary<String> whole =
        Combinators.combine(host, id, rest).as((a, b, c) -> a + "/devices/" + b + c);
    return Arbitraries.oneOf(whole, whole, host, host.map(name -> name + "/devices"));
  }

  @Provide
  Arbitrary<String> topics() {
    Arbitrary<String> words = Arbitraries.of("devices/", "Devices/", "/devices/", "devices//", "");
    Arbitrary<String> id =
        ids().flatMap(text -> Arbitraries.of(text, text.replace("%", "%25"), encoded(text)));
    Arbitrary<String> rest =
        Arbitraries.of(
            "/messages/events/",
            "/messages/events/$.cdid=ab&iothub-connection-device-id=ab",
            "/messages/deviceBound",
            "/Messages/Events",
            "/../ab/messages/events",
            "%2Fmessages%2Fevents",
            "");
    return Combinators.combine(words, id, rest).as((a, b, c) -> a + b + c);
  }

  @Provide
  Arbitrary<String> endings() {
    return Arbitraries.of("/#", "#", "", "/+", "/messages/devicebound/#", "/../ab/#");
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      encoded.append(String.format(Locale.ROOT, "%%%02x", octet));
    }
    return encoded.toString();
  }
}
