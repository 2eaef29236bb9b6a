package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.IfMatch;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Owner;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wills that cannot be stored when they are due. */
class WillStoreTest extends WillConversations {
  @Test
  void shouldSayItLaterWhenItCannotBeStoredInTime() {
    int timers = hub.vertx.timers();
    peer(false, HOUR, 60).gone();
    hub.storeIsBusy(true);

    hub.vertx.fireNewest();

    hub.vertx.fireNewest();
    assertThat(hub.entries("a")).isZero();
    assertThat(hub.refused(HubError.OVERLOADED)).as("each time").isEqualTo(2);
    assertThat(hub.budget.held()).as("it is kept").isPositive();

    hub.storeIsBusy(false);

    hub.vertx.fireNewest();

    assertThat(hub.entries("a")).isEqualTo(1);
    assertThat(hub.vertx.timers()).isEqualTo(timers);
    assertThat(hub.budget.owners()).isZero();
  }

  /** The session did not go on: what comes after does not take it back. */
  @Test
  void shouldSayItThoughTheDeviceIsBackBeforeItCouldBeStored() {
    peer(false, HOUR, 60).gone();
    hub.storeIsBusy(true);

    hub.vertx.fireNewest();

    hub.storeIsBusy(false);
    other(false);
    assertThat(hub.entries("a")).isZero();
    assertThat(hub.budget.held()).as("it is kept").isPositive();
  }

  @Test
  void shouldSayLaterWhatCouldNotBeStoredAtOnce() {
    int timers = hub.vertx.timers();
    MemoryPeer peer = peer(false, HOUR, 0);
    hub.journalIsBusy(true);
    peer.gone();
    assertThat(hub.entries("a")).isZero();
    assertThat(hub.refused(HubError.JOURNAL_UNAVAILABLE)).isEqualTo(1);
    assertThat(hub.vertx.newestDelay()).isEqualTo(10_000);
    assertThat(hub.budget.held()).as("what waits counts").isPositive();

    hub.vertx.fireNewest();
    assertThat(hub.refused(HubError.JOURNAL_UNAVAILABLE)).as("each time").isEqualTo(2);

    hub.journalIsBusy(false);

    hub.vertx.fireNewest();

    assertThat(hub.entries("a")).isEqualTo(1);
    assertThat(hub.vertx.timers()).isEqualTo(timers);
    assertThat(hub.budget.owners()).isZero();
    assertThat(hub.willsDropped(HubError.JOURNAL_UNAVAILABLE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60})
  void shouldGiveUpAfterAWhile(int delay) {
    int timers = hub.vertx.timers();
    MemoryPeer peer = peer(false, HOUR, delay);
    hub.journalIsBusy(true);
    peer.gone();
    int fired = 0;
    for (; hub.vertx.timers() > timers && fired < 10_000; fired++) {
      hub.vertx.fireNewest();
    }
    assertThat(Duration.ofSeconds(10L * fired))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(hub.willsDropped(HubError.JOURNAL_UNAVAILABLE)).isEqualTo(1);
    assertThat(hub.budget.owners()).isZero();

    hub.journalIsBusy(false);
    assertThat(hub.entries("a")).isZero();
  }

  @Test
  void shouldGiveUpAtOnceWhenTooManyWait() {
    Holding others = hub.budget.holding(new Owner.Wills());
    others.add(1024 * 1024 - 100);
    MemoryPeer peer = peer(false, HOUR, 0);
    hub.journalIsBusy(true);
    peer.gone();
    assertThat(hub.willsDropped(HubError.OVERLOADED)).isEqualTo(1);
    assertThat(hub.budget.held()).isEqualTo(others.bytes());
  }

  @Test
  void shouldNotSayLaterWhatIsRefusedForGood() {
    MemoryPeer peer = peer(false, HOUR, 0);
    int timers = hub.vertx.timers();
    hub.services.registry().delete("a", IfMatch.any());
    hub.journalIsBusy(true);
    peer.gone();

    hub.vertx.fireNewest();
    assertThat(hub.vertx.timers()).isLessThan(timers);
    assertThat(hub.refused(HubError.DEVICE_DISABLED)).isEqualTo(1);
    assertThat(hub.budget.owners()).isZero();
  }

  @Test
  void shouldNotSayItForADeviceThatLostItsRightBeforeItCouldBeStored() {
    peer(false, HOUR, 60).gone();
    hub.storeIsBusy(true);

    hub.vertx.fireNewest();

    hub.storeIsBusy(false);
    hub.services.registry().setEnabled("a", false, "test");

    hub.vertx.fireNewest();
    assertThat(hub.entries("a")).isZero();
    assertThat(hub.budget.owners()).isZero();
  }
}
