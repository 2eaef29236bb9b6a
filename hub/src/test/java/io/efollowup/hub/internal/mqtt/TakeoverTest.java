package io.efollowup.hub.internal.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.internal.amqp.MemoryHub;
import io.efollowup.hub.internal.amqp.MemoryVertx;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several connections of one device at the same time: whose the session is. */
class TakeoverTest {
  private static final int MINUTE = 60;
  private static final String DEVICEBOUND = "devices/a/messages/devicebound/#";

  private final MemoryHub hub = new MemoryHub();

  @AfterEach
  void shouldNotFail() {
    assertThat(hub.refused(HubError.SERVER_ERROR)).isZero();
  }

  private static MqttMessage connect(MemoryPeer peer, boolean clean) {
    MqttProperties properties = new MqttProperties();
    properties.add(new IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, MINUTE));
    return peer.connecting("a").cleanSession(clean).properties(properties).build();
  }

  private MemoryPeer peer() {
    return new MemoryPeer(hub, MqttVersion.MQTT_5);
  }

  private MemoryPeer letIn(boolean clean) {
    MemoryPeer peer = peer();
    assertThat(peer.say(connect(peer, clean))).hasSize(1);
    return peer;
  }

  private MemoryPeer letInWantingMessages() {
    MemoryPeer peer = letIn(false);
    peer.say(MemoryPeer.subscribe(1, DEVICEBOUND));
    return peer;
  }

  private List<MqttMessage> comesBack() {
    MemoryPeer peer = peer();
    return peer.say(connect(peer, false));
  }

  private static boolean sessionPresent(List<MqttMessage> heard) {
    return ((MqttConnAckMessage) heard.getFirst()).variableHeader().isSessionPresent();
  }

  private void sessionsAreSwept() {
    hub.services.sessions().storeEnds();
    hub.services.sessions().dropExpired();
  }

  /** What the first connection is told comes late: meanwhile another has come and gone. */
  @Test
  void shouldNotMarkTheSessionOfTheConnectionThatHoldsItAsEnded() {
    MemoryVertx slow = new MemoryVertx();
    MemoryPeer first = new MemoryPeer(hub, MqttVersion.MQTT_5, slow);
    first.feed(first.bytes(connect(first, false)));
    letIn(false).gone();
    slow.run();
    hub.advance(Duration.ofSeconds(MINUTE + 1));
    sessionsAreSwept();

    boolean holds = !first.disconnected();

    assertThat(sessionPresent(comesBack())).as("the first holds it: " + holds).isEqualTo(holds);
  }

  @Test
  void shouldKeepTheSessionOfAConnectionThatIsLetInLate() {
    MemoryPeer first = peer();
    hub.storeIsLate(true);
    first.feed(first.bytes(connect(first, false)));
    hub.storeIsLate(false);
    letIn(false).gone();
    hub.storeCatchesUp();
    assertThat(first.heard()).hasSize(1);
    hub.advance(Duration.ofSeconds(MINUTE + 1));
    sessionsAreSwept();

    assertThat(sessionPresent(comesBack())).isTrue();
  }

  @Test
  void shouldForgetNothingForAClientThatWentBeforeItWasLetIn() {
    MemoryPeer lives = letInWantingMessages();
    MemoryPeer gone = peer();
    hub.storeIsLate(true);
    gone.feed(gone.bytes(connect(gone, true)));
    hub.storeIsLate(false);
    gone.gone();
    hub.storeCatchesUp();

    assertThat(lives.disconnected()).isFalse();
    assertThat(hub.takeovers()).isZero();
    lives.gone();
    hub.putMessage("a");
    List<MqttMessage> heard = comesBack();
    assertThat(sessionPresent(heard)).isTrue();
    assertThat(heard).as("still subscribed").hasSize(2);
    assertThat(heard.get(1)).isInstanceOf(MqttPublishMessage.class);
  }

  @Test
  void shouldNotLetInAConnectionAfterTheOneThatCameLater() {
    MemoryPeer older = peer();
    hub.storeIsLate(true);
    older.feed(older.bytes(connect(older, true)));
    hub.storeIsLate(false);
    MemoryPeer newer = letInWantingMessages();
    hub.storeCatchesUp();

    assertThat(older.heard()).isEmpty();
    assertThat(older.disconnected()).isTrue();
    assertThat(hub.takeovers()).isEqualTo(1);
    assertThat(newer.disconnected()).isFalse();
    newer.gone();
    hub.putMessage("a");
    assertThat(comesBack()).as("still subscribed").hasSize(2);
  }

  @Test
  void shouldForgetNothingForAClientThatMayNotConnect() {
    letInWantingMessages().gone();
    MemoryPeer refused = peer();
    byte[] foreign = MemoryHub.token("b", MemoryHub.NAME + "/devices/a").getBytes(UTF_8);
    refused.say(refused.connecting("a").password(foreign).build());
    assertThat(hub.refused(HubError.TOKEN_SIGNATURE)).isEqualTo(1);
    hub.putMessage("a");
    assertThat(comesBack()).as("still subscribed").hasSize(2);
  }

  /** It took the session, and then its client was gone when it was to be told. */
  @Test
  void shouldLeaveTheSessionWhenTheClientHasGoneMeanwhile() {
    MemoryVertx slow = new MemoryVertx();
    MemoryPeer gone = new MemoryPeer(hub, MqttVersion.MQTT_5, slow);
    gone.feed(gone.bytes(connect(gone, false)));
    gone.gone();
    slow.run();
    hub.advance(Duration.ofSeconds(MINUTE - 1));
    assertThat(sessionPresent(comesBack())).isTrue();
    assertThat(hub.takeovers()).isZero();
  }

  /** The store is slow to keep what it wants, and meanwhile the session is another's. */
  @Test
  void shouldNotKeepWhatAConnectionWantsThatHasLostTheSession() {
    MemoryPeer before = letIn(false);
    hub.storeIsLate(true);
    before.feed(before.bytes(MemoryPeer.subscribe(1, DEVICEBOUND)));
    hub.storeIsLate(false);
    letIn(true);
    hub.storeCatchesUp();
    hub.putMessage("a");
    assertThat(comesBack()).as("not subscribed").hasSize(1);
  }
}
