package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Owner;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said for a client whose connection breaks, and when. */
class WillTest extends WillConversations {
  @Test
  void shouldSayItAtOnceWithoutADelay() {
    peer(false, HOUR, 0).gone();

    assertThat(hub.entries("a")).isEqualTo(1);
  }

  @Test
  void shouldWaitAsLongAsWanted() {
    int timers = hub.vertx.timers();
    peer(false, HOUR, 60).gone();
    assertThat(hub.entries("a")).isZero();
    assertThat(hub.vertx.newestDelay()).isEqualTo(60_000);
    assertThat(hub.budget.held()).as("what waits counts").isPositive();

    hub.vertx.fireNewest();

    assertThat(hub.entries("a")).isEqualTo(1);
    assertThat(hub.vertx.timers()).isEqualTo(timers);
    assertThat(hub.budget.held()).isZero();
    assertThat(hub.budget.owners()).isZero();
  }

  @Test
  void shouldNotSayItWhenTheDeviceIsBackInTime() {
    peer(false, HOUR, 60).gone();
    int timers = hub.vertx.timers();
    MemoryPeer back = other(false);
    assertThat(hub.budget.held()).isZero();
    back.gone();
    assertThat(hub.vertx.timers()).isEqualTo(timers - 1);
    assertThat(hub.entries("a")).isZero();
  }

  @Test
  void shouldSayItWhenTheSessionEndsBefore() {
    peer(false, 10, 60).gone();
    assertThat(hub.vertx.newestDelay()).isEqualTo(10_000);

    hub.vertx.fireNewest();

    assertThat(hub.entries("a")).isEqualTo(1);
  }

  @Test
  void shouldSayItAtOnceWhenTheSessionEndsWithTheConnection() {
    peer(true, 0, 60).gone();

    assertThat(hub.entries("a")).isEqualTo(1);
  }

  @Test
  void shouldSayItWhenTheDeviceBeginsAnewSession() {
    peer(false, HOUR, 60).gone();
    other(true);

    assertThat(hub.entries("a")).isEqualTo(1);
    assertThat(hub.budget.held()).isZero();
  }

  @Test
  void shouldNotSayItWhenANewerConnectionGoesOnWithTheSession() {
    MemoryPeer first = peer(false, HOUR, 60);
    other(false);
    first.gone();
    assertThat(hub.entries("a")).isZero();
    assertThat(hub.takeovers()).isEqualTo(1);
    assertThat(MemoryPeer.farewell(first.heard())).isEqualTo(0x8E);
  }

  @Test
  void shouldSayItWhenANewerConnectionBeginsAnewSession() {
    MemoryPeer first = peer(false, HOUR, 60);
    other(true);
    first.gone();

    assertThat(hub.entries("a")).isEqualTo(1);
  }

  @Test
  void shouldSayAWillWithoutADelayWhenANewerConnectionTakesOver() {
    MemoryPeer first = peer(false, HOUR, 0);
    other(false);
    first.gone();

    assertThat(hub.entries("a")).isEqualTo(1);
  }

  @Test
  void shouldNotSayItForADeviceThatMayNotSpeakAnyMore() {
    peer(false, HOUR, 60).gone();
    hub.services.registry().setEnabled("a", false, "test");

    hub.vertx.fireNewest();
    assertThat(hub.entries("a")).isZero();
    assertThat(hub.refused(HubError.DEVICE_DISABLED)).isEqualTo(1);
  }

  @Test
  void shouldNotSayItAfterALeave() {
    MemoryPeer peer = peer(false, HOUR, 60);
    peer.feed(new byte[] {(byte) 0xE0, 0});
    peer.gone();
    assertThat(hub.entries("a")).isZero();
    assertThat(hub.budget.held()).isZero();
  }

  @Test
  void shouldWaitAfterALeaveThatWantsIt() {
    MemoryPeer peer = peer(false, HOUR, 60);
    peer.feed(new byte[] {(byte) 0xE0, 1, 4});
    peer.gone();
    assertThat(hub.entries("a")).isZero();

    hub.vertx.fireNewest();

    assertThat(hub.entries("a")).isEqualTo(1);
  }

  @Test
  void shouldSayItAtOnceWhenTooManyWait() {
    Holding others = hub.budget.holding(new Owner.Wills());
    others.add(1024 * 1024 - 100);
    peer(false, HOUR, 60).gone();

    assertThat(hub.entries("a")).isEqualTo(1);
    assertThat(hub.budget.held()).isEqualTo(others.bytes());
  }

  @Test
  void shouldReadWhatTheWillSaysOfItself() {
    MemoryPeer peer = new MemoryPeer(hub, MqttVersion.MQTT_5);
    MqttProperties properties = number(MqttProperties.WILL_DELAY_INTERVAL, -1);
    properties.add(new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, "text/plain"));
    properties.add(new MqttProperties.UserProperty("k", "v"));
    byte[] packet =
        peer.bytes(
            peer.connecting("a")
                .willFlag(true)
                .willTopic("devices/a/messages/events/")
                .willMessage(new byte[] {1})
                .willProperties(properties)
                .build());
    Packet.Will will = new MqttCodec().decodeFirst(packet).will().orElseThrow();
    assertThat(will.delay()).isEqualTo(0xFFFF_FFFFL);
    assertThat(will.message().contentType()).contains("text/plain");
    assertThat(will.message().userProperties())
        .containsExactlyEntriesOf(java.util.Map.of("k", "v"));
    assertThat(List.of(will.body())).hasSize(1);
  }
}
