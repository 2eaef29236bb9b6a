package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is not read because there is no room, and what is given back. */
class MqttRoomTest extends Mqtt5Conversations {

  @Test
  void shouldNotReadFromWhoeverDoesNotRead() {
    MemoryPeer peer = connected();
    peer.say(MemoryPeer.subscribe(1, "$iothub/twin/res/#"));
    peer.stream.fill();
    peer.feed(peer.bytes(MemoryPeer.publish("$iothub/twin/GET/?$rid=1", "", 1)));
    assertThat(peer.stream.isPaused()).isTrue();
    peer.feed(peer.bytes(MemoryPeer.publish(EVENTS, "x", 2)));
    assertThat(peer.heard()).isEmpty();
    assertThat(hub.entries("a")).isZero();
    peer.stream.drain();
    hub.vertx.run();
    assertThat(peer.heard()).hasSize(3);
    assertThat(peer.stream.isPaused()).isFalse();
    assertThat(hub.entries("a")).isEqualTo(1);
  }

  @Test
  void shouldGiveBackWhatItHoldsWhenAConnectionGoes() {
    MemoryPeer peer = connected();
    byte[] packet = peer.bytes(MemoryPeer.publish(EVENTS, "x".repeat(1000), 1));
    peer.feed(java.util.Arrays.copyOf(packet, 700));
    assertThat(hub.budget.held()).isEqualTo(700);
    int timers = hub.vertx.timers();
    peer.gone();
    assertThat(hub.budget.held()).isZero();
    assertThat(hub.vertx.timers()).isLessThan(timers);
  }

  @Test
  void shouldWaitUntilThereIsRoomForWhatArrives() {
    MemoryPeer peer = connected();
    Runnable others = hub.fillBut(10);
    peer.feed(peer.bytes(MemoryPeer.publish(EVENTS, "x", 1)));
    assertThat(peer.stream.isPaused()).isTrue();
    assertThat(hub.entries("a")).isZero();
    hub.vertx.fireNewest();
    assertThat(hub.entries("a")).isZero();
    others.run();
    hub.vertx.fireNewest();
    assertThat(hub.entries("a")).isEqualTo(1);
    assertThat(peer.heard()).hasSize(1);
    assertThat(peer.stream.isPaused()).isFalse();
    assertThat(hub.budget.held()).isZero();
  }
}
