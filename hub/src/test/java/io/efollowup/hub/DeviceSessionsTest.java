package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.DeviceSessions.Keeps;
import io.efollowup.hub.DeviceSessions.Kept;
import io.efollowup.hub.DeviceSessions.Wanted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a session, and for how long. */
class DeviceSessionsTest {
  private static final Map<String, Wanted> FEEDS = Map.of("METHODS", new Wanted("x/#", 1));
  private static final long HOUR = 3600;

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private HubStore store;
  private DeviceSessions sessions;

  @BeforeEach
  void open() {
    store = HubStore.open(directory, RunningHub.key());
    sessions = new DeviceSessions(store, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void restart() {
    close();
    open();
  }

  private void end(String device, String connection, long keptSeconds) {
    sessions.ended(device, connection, keptSeconds);
    sessions.storeEnd(connection);
  }

  @Test
  void shouldKeepForEverWhatIsToBeKeptForEver() {
    assertThat(sessions.begin("a", "", false, DeviceSessions.FOR_EVER).present()).isFalse();
    sessions.subscribe("a", FEEDS);
    clock.advance(Duration.ofDays(400));
    restart();
    sessions.dropExpired();
    assertThat(sessions.begin("a", "", false, DeviceSessions.FOR_EVER))
        .isEqualTo(new Kept(true, FEEDS));
    sessions.unsubscribe("a", Set.of("METHODS"));
    assertThat(sessions.begin("a", "", false, DeviceSessions.FOR_EVER))
        .isEqualTo(new Kept(true, Map.of()));
    assertThat(sessions.begin("b", "", false, DeviceSessions.FOR_EVER).present()).isFalse();
  }

  @Test
  void shouldForgetAllForACleanSession() {
    sessions.begin("a", "", false, DeviceSessions.FOR_EVER);
    sessions.subscribe("a", FEEDS);
    assertThat(sessions.begin("a", "", true, 0)).isEqualTo(new Kept(false, Map.of()));
    assertThat(sessions.begin("a", "", false, DeviceSessions.FOR_EVER))
        .isEqualTo(new Kept(false, Map.of()));
  }

  @Test
  void shouldEndWhenItsTimeIsOver() {
    sessions.begin("a", "1", false, HOUR);
    sessions.subscribe("a", FEEDS);
    clock.advance(Duration.ofDays(1)); // connected all the while
    sessions.dropExpired();
    end("a", "1", HOUR);
    clock.advance(Duration.ofMinutes(59));
    assertThat(sessions.begin("a", "2", false, HOUR)).isEqualTo(new Kept(true, FEEDS));
    end("a", "2", HOUR);
    clock.advance(Duration.ofMinutes(60));
    assertThat(sessions.begin("a", "3", false, HOUR)).isEqualTo(new Kept(false, Map.of()));
  }

  @Test
  void shouldLeaveTheSessionToTheConnectionThatCameAfter() {
    sessions.begin("a", "1", false, HOUR);
    sessions.begin("a", "2", false, HOUR);
    end("a", "1", 0);
    clock.advance(Duration.ofDays(1));
    assertThat(sessions.begin("a", "3", false, HOUR).present()).isTrue();
  }

  @Test
  void shouldCountFromTheRestartWhereNobodySaidGoodbye() {
    sessions.begin("a", "1", false, HOUR);
    sessions.subscribe("a", FEEDS);
    restart();
    clock.advance(Duration.ofMinutes(59));
    sessions.dropExpired();
    assertThat(sessions.begin("a", "2", false, HOUR).present()).isTrue();
    restart();
    clock.advance(Duration.ofMinutes(60));
    sessions.dropExpired();
    assertThat(sessions.begin("a", "3", false, HOUR)).isEqualTo(new Kept(false, Map.of()));
  }

  @Test
  void shouldStoreLaterWhatCouldNotBeStoredAtOnce() {
    sessions.begin("a", "1", false, HOUR);
    sessions.subscribe("a", FEEDS);
    sessions.ended("a", "1", HOUR);
    assertThat(sessions.unstored()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(30));
    sessions.storeEnds();
    assertThat(sessions.unstored()).isZero();
    restart();
    clock.advance(Duration.ofMinutes(29));
    sessions.dropExpired();
    assertThat(sessions.begin("a", "2", false, HOUR)).isEqualTo(new Kept(true, FEEDS));
    sessions.ended("a", "2", HOUR);
    clock.advance(Duration.ofMinutes(61));
    sessions.storeEnds();
    sessions.dropExpired();
    assertThat(sessions.begin("a", "3", false, HOUR).present()).isFalse();
  }

  @Test
  void shouldTryAgainAsLongAsTheStoreFails() {
    sessions.begin("a", "1", false, HOUR);
    sessions.ended("a", "1", 0);
    store.close();
    assertThatThrownBy(sessions::storeEnds);
    assertThatThrownBy(() -> sessions.storeEnd("1"));
    assertThat(sessions.unstored()).isEqualTo(1);
  }

  @Test
  void shouldKnowThatASessionHasEndedBeforeThatIsStored() {
    sessions.begin("a", "1", false, HOUR);
    sessions.ended("a", "1", HOUR);
    clock.advance(Duration.ofMinutes(61));
    assertThat(sessions.begin("a", "2", false, HOUR).present()).isFalse();
    sessions.ended("a", "2", 0);
    assertThat(sessions.begin("a", "3", false, HOUR).present()).isFalse();
  }

  @Test
  void shouldNotEndASessionLaterThatANewerConnectionHolds() {
    sessions.begin("a", "1", false, HOUR);
    sessions.ended("a", "1", HOUR);
    sessions.begin("a", "2", false, HOUR);
    sessions.storeEnds();
    clock.advance(Duration.ofDays(1));
    sessions.dropExpired();
    assertThat(sessions.begin("a", "3", false, HOUR).present()).isTrue();
  }

  /** A connection that is open. */
  private record Open(String connection, long seconds) implements DeviceSessions.Holder {
    @Override
    public void takenOver(boolean goesOn) {}

    @Override
    public Optional<Keeps> keeps() {
      return Optional.of(new Keeps(connection, seconds));
    }
  }

  @Test
  void shouldLeaveTheSessionToWhoHoldsItThoughAnotherBeganLater() {
    Open first = new Open("1", HOUR);
    sessions.begin("a", "1", false, HOUR);
    sessions.subscribe("a", FEEDS);
    sessions.begin("a", "2", false, HOUR);
    sessions.take("a", new Open("2", HOUR), true);
    sessions.take("a", first, true);
    end("a", "2", 0);
    clock.advance(Duration.ofDays(1));
    sessions.dropExpired();

    sessions.leave("a", first, Optional.empty());
    end("a", "1", HOUR);
    clock.advance(Duration.ofMinutes(59));
    assertThat(sessions.begin("a", "3", false, HOUR)).isEqualTo(new Kept(true, FEEDS));
    end("a", "3", HOUR);
    clock.advance(Duration.ofMinutes(61));
    assertThat(sessions.begin("a", "4", false, HOUR).present()).isFalse();
  }

  @Test
  void shouldKeepTheSessionOfItsHolderWhileAnotherEndIsNotStored() {
    sessions.begin("a", "1", false, HOUR);
    sessions.take("a", new Open("1", HOUR), false);
    sessions.begin("a", "2", false, HOUR);
    sessions.ended("a", "2", 0);
    assertThat(sessions.begin("a", "3", false, HOUR).present()).isTrue();
  }

  @Test
  void shouldTellTheHolderBefore() {
    List<String> told = new ArrayList<>();
    DeviceSessions.Holder first = goesOn -> told.add("first " + goesOn);
    DeviceSessions.Holder second = goesOn -> told.add("second " + goesOn);
    sessions.take("a", first, false);
    sessions.take("b", goesOn -> told.add("other"), false);
    sessions.take("a", second, true);
    assertThat(sessions.leave("a", first, Optional.empty())).isFalse();
    sessions.take("a", first, false);
    assertThat(told).containsExactly("first true", "second false");
    assertThat(sessions.leave("a", first, Optional.empty())).isTrue();
    sessions.take("a", second, true);
    assertThat(told).hasSize(2);
  }

  @Test
  void shouldTellTheHeir() {
    List<String> told = new ArrayList<>();
    DeviceSessions.Holder first = goesOn -> told.add("first");
    DeviceSessions.Holder heir = goesOn -> told.add("heir");
    sessions.take("a", first, false);
    assertThat(sessions.leave("a", first, Optional.of(heir))).isTrue();
    sessions.take("a", first, true);
    assertThat(told).containsExactly("heir");
    assertThat(sessions.leave("a", heir, Optional.empty())).isFalse();
  }

  @Test
  void shouldRememberWhatWasSent() {
    sessions.notAcknowledged("a", Set.of(7L));
    assertThat(sessions.wasSent("a", 7)).isTrue();
    assertThat(sessions.wasSent("a", 8)).isFalse();
    assertThat(sessions.wasSent("b", 7)).isFalse();
  }
}
