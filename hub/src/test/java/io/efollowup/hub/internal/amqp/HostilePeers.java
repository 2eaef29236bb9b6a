package io.efollowup.hub.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import java.util.List;
import org.apache.qpid.proton.engine.Sender;

/**
 * A hub with a healthy connection of device {@code b}, beside which hostile ones come and go. After
 * each of them all is as it was, and the healthy one still works.
 */
final class HostilePeers {
  private static final int USES = 1000;

  /** Of made-up names no more than their length is left, and one of no length. */
  private static final int MOST_NAMES = KnownNames.LONGEST + 1;

  final MemoryHub hub = new MemoryHub();
  final List<List<byte[]>> sessions = Sessions.recorded(hub);
  private MemoryConnection healthy;
  private MemoryClient client;
  private Sender events;
  private int used;
  private int names;

  HostilePeers() {
    connectHealthyOne();
  }

  private void connectHealthyOne() {
    healthy = hub.connect();
    client = MemoryClient.authorised(healthy, MemoryHub.token("b"));
    events = client.sender("/devices/b/messages/events");
    used = 0;
  }

  /** One connection that says this, piece by piece, and goes. */
  void says(List<byte[]> pieces) {
    hub.emptyQueues();
    hub.putMessage("a");
    int ofOther = hub.entries("b");
    int timers = hub.vertx.timers();
    int namesBefore = KeptNames.count();
    MemoryConnection hostile = hub.connect();
    for (byte[] piece : pieces) {
      hostile.feed(piece);
      hostile.take();
    }
    hostile.gone();
    names += KeptNames.count() - namesBefore;

    assertThat(names).as("names made up").isLessThanOrEqualTo(MOST_NAMES);
    assertThat(hub.refused(HubError.SERVER_ERROR)).as("defects").isZero();
    assertThat(hub.budget.held()).as("bytes held").isZero();
    assertThat(hub.vertx.timers()).as("timers").isEqualTo(timers);
    assertThat(hub.presence.isConnected("a")).as("presence").isFalse();
    assertThat(hub.entries("b")).as("entries of the other device").isEqualTo(ofOther);
    shouldStillServe();
  }

  void shouldStillServe() {
    if (++used > USES) {
      client.close();
      healthy.gone();
      connectHealthyOne();
    }
    int before = hub.entries("b");
    assertThat(client.send(events, MemoryClient.telemetry("still here"))).isTrue();
    assertThat(hub.entries("b")).isEqualTo(before + 1);
  }
}
