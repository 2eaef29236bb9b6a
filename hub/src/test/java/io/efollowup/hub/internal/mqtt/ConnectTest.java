package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.internal.amqp.MemoryHub;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders.ConnectBuilder;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what the others are told. */
class ConnectTest {
  private static final String HUB = MemoryHub.NAME;

  private final MemoryHub hub = new MemoryHub(List.of("a", "b", "a%b"));

  /** The code for a CONNECT of device {@code a} that was changed. */
  private int code(MqttVersion version, UnaryOperator<ConnectBuilder> change) {
    MemoryPeer peer = new MemoryPeer(hub, version);
    MqttMessage answer = peer.say(change.apply(peer.connecting("a")).build()).getFirst();
    int code =
        ((MqttConnAckMessage) answer).variableHeader().connectReturnCode().byteValue() & 0xff;
    assertThat(peer.disconnected()).isEqualTo(code != 0);
    peer.gone();
    assertThat(hub.budget.held()).isZero();
    return code;
  }

  private void refuses(int old, int current, UnaryOperator<ConnectBuilder> change) {
    assertThat(code(MqttVersion.MQTT_3_1_1, change)).isEqualTo(old);
    assertThat(code(MqttVersion.MQTT_5, change)).isEqualTo(current);
  }

  private static UnaryOperator<ConnectBuilder> password(String token) {
    return connect -> connect.password(token.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HUB + "/a/?api-version=2020-09-30&DeviceClientType=java%2F2.5.0%20%28x%29",
        HUB + "/a/?api-version=2021-04-12&model-id=m&DeviceClientType=node",
        HUB + "/a/api-version=2016-11-14",
        HUB + "/a/api-version=2016-11-14/client",
        HUB + "/a",
        "HUB.test:8883/a/"
      })
  void shouldTakeUserNamesOfAllAges(String user) {
    refuses(0, 0, connect -> connect.username(user));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/api-version=2016-11-14", "/", "/messages/events"})
  void shouldTakeTokensForTheDeviceOrWhatIsBelow(String below) {
    refuses(0, 0, password(MemoryHub.token("a", HUB + "/devices/a" + below)));
    refuses(0, 0, password(MemoryHub.policyToken("device", HUB + "/devices/a" + below)));
  }

  @Test
  void shouldTakeTokensOfPoliciesForMoreDevices() {
    refuses(0, 0, password(MemoryHub.policyToken("device", HUB)));
    refuses(0, 0, password(MemoryHub.policyToken("iothubowner", HUB + "/devices")));
  }

  @Test
  void shouldRefuseTokensOfOthers() {
    refuses(5, 0x87, password(MemoryHub.token("b")));
    refuses(5, 0x87, password(MemoryHub.token("b", HUB + "/devices/a")));
    refuses(5, 0x87, password(MemoryHub.token("a", HUB + "/devices/b")));
    refuses(5, 0x87, password(MemoryHub.token("a", HUB)));
    refuses(5, 0x87, password(MemoryHub.token("a", "other.test/devices/a")));
    refuses(5, 0x87, password(MemoryHub.policyToken("device", HUB + "/devices/b")));
    refuses(5, 0x87, password(MemoryHub.policyToken("device", HUB + "/devices/b/a")));
    refuses(5, 0x87, password(MemoryHub.policyToken("service", HUB)));
    refuses(5, 0x87, password("nonsense"));
    refuses(5, 0x87, password(" "));
  }

  @Test
  void shouldRefuseUnknownAndDisabledDevicesAlike() {
    refuses(5, 0x87, connect -> connect.clientId("z").username(HUB + "/z"));
    hub.services.registry().setEnabled("a", false, "test");
    hub.services.access().deviceChanged("a");
    refuses(5, 0x87, connect -> connect);
    refuses(5, 0x87, password(MemoryHub.policyToken("device", HUB)));
  }

  @Test
  void shouldRefuseWhatIsNotTheDevice() {
    refuses(2, 0x85, connect -> connect.clientId(""));
    refuses(2, 0x85, connect -> connect.clientId("b"));
    refuses(2, 0x85, connect -> connect.clientId("A"));
    refuses(2, 0x85, connect -> connect.clientId("a/module"));
    refuses(4, 0x86, connect -> connect.username("a"));
    refuses(4, 0x86, connect -> connect.username("/a"));
    refuses(5, 0x87, connect -> connect.username("other.test/a"));
  }

  @Test
  void shouldTakeTheIdAsItIs() {
    refuses(
        0,
        0,
        connect ->
            connect
                .clientId("a%b")
                .username(HUB + "/a%b/?api-version=2021-04-12")
                .password(MemoryHub.token("a%b").getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldRefuseWillsThatAreNoTelemetryOfTheDevice() {
    UnaryOperator<ConnectBuilder> will =
        connect -> connect.willFlag(true).willQoS(MqttQoS.AT_LEAST_ONCE).willMessage(new byte[1]);
    String events = "devices/a/messages/events/";
    refuses(0, 0, connect -> will.apply(connect).willTopic(events + "a=b"));
    refuses(5, 0x90, connect -> will.apply(connect).willTopic("devices/b/messages/events/"));
    refuses(5, 0x90, connect -> will.apply(connect).willTopic(events + "a=%"));
    refuses(5, 0x90, connect -> will.apply(connect).willTopic("$iothub/twin/GET/?$rid=1"));
    refuses(
        5, 0x9B, connect -> will.apply(connect).willTopic(events).willQoS(MqttQoS.EXACTLY_ONCE));
    refuses(0, 0x9A, connect -> will.apply(connect).willTopic(events).willRetain(true));
  }

  @Test
  void shouldRefuseOtherWaysToProveOneself() {
    MqttProperties properties = new MqttProperties();
    properties.add(
        new MqttProperties.StringProperty(MqttProperties.AUTHENTICATION_METHOD, "SCRAM"));
    assertThat(code(MqttVersion.MQTT_5, connect -> connect.properties(properties))).isEqualTo(0x8C);
  }

  @Test
  void shouldRefuseOtherVersions() {
    MemoryPeer old = new MemoryPeer(hub, MqttVersion.MQTT_3_1_1);
    old.feed(old.bytes(old.connecting("a").build()));
    byte[] connect = new MemoryPeer(hub, MqttVersion.MQTT_3_1_1).bytes(old.connecting("a").build());
    int level = new String(connect, StandardCharsets.ISO_8859_1).indexOf("MQTT") + 4;
    for (int other : new int[] {3, 6, 0x84}) {
      MemoryPeer peer = new MemoryPeer(hub, MqttVersion.MQTT_3_1_1);
      byte[] changed = connect.clone();
      changed[level] = (byte) other;
      peer.feed(changed);
      assertThat(peer.stream.take()).isEqualTo(new byte[] {0x20, 2, 0, 1});
      assertThat(peer.disconnected()).isTrue();
    }
    assertThat(hub.refused(HubError.UNSUPPORTED)).isEqualTo(3);
  }

  @Test
  void shouldHangUpOnWhoeverDoesNotIntroduceHimself() {
    for (MqttMessage first :
        List.of(
            MemoryPeer.publish("devices/a/messages/events/", "x", 1),
            MemoryPeer.subscribe(1, "devices/a/messages/devicebound/#"))) {
      MemoryPeer peer = new MemoryPeer(hub, MqttVersion.MQTT_3_1_1);
      assertThat(peer.say(first)).isEmpty();
      assertThat(peer.disconnected()).isTrue();
    }
    MemoryPeer garbage = new MemoryPeer(hub, MqttVersion.MQTT_3_1_1);
    garbage.feed("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(garbage.disconnected()).isTrue();
    assertThat(hub.entries("a")).isZero();
  }

  @Test
  void shouldNotCollectALargeFirstPacket() {
    MemoryPeer peer = new MemoryPeer(hub, MqttVersion.MQTT_3_1_1);
    peer.feed(new byte[] {0x10, (byte) 0x81, (byte) 0x80, 1});
    assertThat(peer.disconnected()).isTrue();
    assertThat(hub.refused(HubError.MESSAGE_TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void shouldRefuseASecondIntroduction() {
    MemoryPeer peer = MemoryPeer.connected(hub, MqttVersion.MQTT_5, "a");
    assertThat(MemoryPeer.farewell(peer.say(peer.connecting("a").build()))).isEqualTo(0x82);
    assertThat(peer.disconnected()).isTrue();
  }

  @Test
  void shouldTakeWhatIsSentOnWithoutWaiting() {
    MemoryPeer peer = new MemoryPeer(hub, MqttVersion.MQTT_3_1_1);
    byte[] connect = peer.bytes(peer.connecting("a").build());
    byte[] publish = peer.bytes(MemoryPeer.publish("devices/a/messages/events/", "x", 1));
    byte[] both = new byte[connect.length + publish.length];
    System.arraycopy(connect, 0, both, 0, connect.length);
    System.arraycopy(publish, 0, both, connect.length, publish.length);
    peer.feed(both);
    assertThat(peer.heard()).hasSize(2);
    assertThat(hub.entries("a")).isEqualTo(1);
  }
}
