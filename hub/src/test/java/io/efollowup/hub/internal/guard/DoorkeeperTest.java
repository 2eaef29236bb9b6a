package io.efollowup.hub.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<HubError> refused = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();

  private Doorkeeper keeper(HubLimits.Connections limits) {
    return new Doorkeeper(limits, refused::add, nanos::get);
  }

  private static Origin address(int number) {
    return new Origin(false, number);
  }

  private Doorkeeper.Visit handshake(Doorkeeper keeper, int address, String name) {
    Doorkeeper.Visit visit = keeper.arrive(Door.AMQPS, address(address)).orElseThrow();
    visit.handshake(go -> (go ? begun : closed).add(name));
    return visit;
  }

  @Test
  void shouldLimitConnectionsOfAllAndOfAnAddress() {
    Doorkeeper keeper = keeper(new HubLimits.Connections(3, 2, 8, 8, 0, 0));
    Doorkeeper.Visit first = keeper.arrive(Door.HTTPS, address(1)).orElseThrow();
    assertThat(keeper.arrive(Door.AMQPS, address(1))).isPresent();
    assertThat(keeper.arrive(Door.HTTPS, address(1))).isEmpty();
    assertThat(keeper.arrive(Door.HTTPS, address(2))).isPresent();
    assertThat(keeper.arrive(Door.HTTPS, address(3))).isEmpty();
    assertThat(refused)
        .containsExactly(HubError.ADDRESS_CONNECTIONS, HubError.TOO_MANY_CONNECTIONS);

    first.leave();
    first.leave();

    assertThat(keeper.open(Door.HTTPS)).isEqualTo(1);
    assertThat(keeper.arrive(Door.HTTPS, address(1))).isPresent();
  }

  @Test
  void shouldForgetWhoHasLeft() {
    Doorkeeper keeper = keeper(new HubLimits.Connections(10, 2, 8, 8, 10, 10));
    for (int i = 0; i < 300_000; i++) {
      Doorkeeper.Visit visit = keeper.arrive(Door.HTTPS, address(i)).orElseThrow();
      visit.handshake(go -> {});
      visit.leave();
    }
    assertThat(keeper.addresses()).isZero();
    assertThat(keeper.atWork()).isZero();
    assertThat(refused).isEmpty();
  }

  @Test
  void shouldGiveTurnsRoundTheAddresses() {
    Doorkeeper keeper = keeper(new HubLimits.Connections(1_000, 0, 4, 200, 0, 0));
    List<Doorkeeper.Visit> crowd = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      crowd.add(handshake(keeper, 1, "crowd"));
    }
    assertThat(begun).as("half of the places").hasSize(2);
    handshake(keeper, 2, "b");
    handshake(keeper, 3, "c");
    handshake(keeper, 4, "d");
    assertThat(begun).endsWith("b", "c").hasSize(4);

    crowd.get(0).done();
    crowd.get(1).leave();

    assertThat(begun).as("one turn each").endsWith("d", "crowd");
    assertThat(keeper.waiting()).isEqualTo(47);
    assertThat(keeper.atWork()).isEqualTo(4);
  }

  @Test
  void shouldTurnAwayWhenTooManyWait() {
    Doorkeeper keeper = keeper(new HubLimits.Connections(1_000, 0, 2, 4, 0, 0));
    for (int i = 0; i < 5; i++) {
      handshake(keeper, 1, "crowd");
    }
    assertThat(begun).hasSize(1);
    assertThat(closed).as("half of the places").hasSize(2);
    handshake(keeper, 2, "b");
    assertThat(begun).endsWith("b");
    assertThat(refused).containsOnly(HubError.HANDSHAKES_WAITING);
  }

  @Test
  void shouldKeepAnAddressToItsPace() {
    Doorkeeper keeper = keeper(new HubLimits.Connections(1_000, 0, 100, 1_000, 10, 0));
    for (int i = 0; i < 200; i++) {
      handshake(keeper, 1, "crowd").done();
    }
    assertThat(begun).hasSize(50);
    keeper.tick();
    assertThat(begun).hasSize(50);

    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    keeper.tick();
    assertThat(begun).hasSize(70);
    handshake(keeper, 2, "other");
    assertThat(begun).endsWith("other");
  }

  @Test
  void shouldSendAwayWhoHasWaitedTooLong() {
    Doorkeeper keeper = keeper(new HubLimits.Connections(1_000, 0, 2, 100, 0, 0));
    handshake(keeper, 1, "first");
    handshake(keeper, 1, "second");
    Doorkeeper.Visit gone = handshake(keeper, 1, "third");
    gone.leave();
    nanos.addAndGet(Turns.LONGEST_WAIT.plusSeconds(1).toNanos());
    for (int i = 0; i < 20; i++) {
      keeper.tick();
    }
    assertThat(closed).containsExactly("second");
    assertThat(keeper.waiting()).isZero();
    assertThat(refused).containsExactly(HubError.HANDSHAKES_WAITING);
  }

  /** Who leaves just when places are about to be given must not be given one. */
  @Test
  void shouldGiveNoPlaceToWhoLeaves() {
    Doorkeeper keeper = keeper(new HubLimits.Connections(1_000, 0, 4, 100, 1, 0));
    List<Doorkeeper.Visit> leaving = new ArrayList<>();
    handshake(keeper, 2, "b");
    handshake(keeper, 2, "b");
    keeper
        .arrive(Door.AMQPS, address(2))
        .orElseThrow()
        .handshake(go -> leaving.forEach(Doorkeeper.Visit::leave));
    nanos.addAndGet(Turns.LONGEST_WAIT.plusSeconds(1).toNanos());
    for (int i = 0; i < 5; i++) {
      handshake(keeper, 1, "fast").leave();
    }
    leaving.add(handshake(keeper, 1, "rests"));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    keeper.tick(); // sends the third of b away, which makes the one that rests leave

    assertThat(begun).doesNotContain("rests");
    assertThat(keeper.waiting()).isZero();
    assertThat(keeper.atWork()).as("those of b").isEqualTo(2);
  }

  @Test
  void shouldCountNothingTwice() {
    Doorkeeper keeper = keeper(new HubLimits.Connections(10, 0, 4, 4, 0, 0));
    Optional<Doorkeeper.Visit> visit = keeper.arrive(Door.MQTTS, address(1));
    visit.orElseThrow().handshake(go -> {});
    visit.get().done();
    visit.get().done();
    visit.get().leave();
    visit.get().done();
    visit.get().leave();
    assertThat(keeper.atWork()).isZero();
    assertThat(keeper.open(Door.MQTTS)).isZero();
  }
}
