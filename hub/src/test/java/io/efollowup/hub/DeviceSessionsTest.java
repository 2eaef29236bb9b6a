package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.DeviceSessions.Claim;
import io.efollowup.hub.DeviceSessions.Holder;
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

  private Kept begin(String device, String connection, boolean clean, long keptSeconds) {
    return take(device, connection, clean, keptSeconds, new Named(connection));
  }

  private Kept take(
      String device, String connection, boolean clean, long keptSeconds, Holder holder) {
    Claim claim = new Claim(sessions.arrival(), connection, clean, keptSeconds);
    return sessions.take(device, claim, holder, () -> true).orElseThrow();
  }

  private void beginAndSubscribe(String connection) {
    begin("a", connection, false, HOUR);
    sessions.subscribe("a", new Named(connection), FEEDS);
  }

  private void end(String device, String connection, long keptSeconds) {
    sessions.ended(device, connection, keptSeconds);
    sessions.storeEnd(connection);
  }

  /** A connection that is open. */
  private record Named(String connection) implements Holder {
    @Override
    public void takenOver(boolean goesOn) {}
  }

  @Test
  void shouldKeepForEverWhatIsToBeKeptForEver() {
    assertThat(begin("a", "", false, DeviceSessions.FOR_EVER).present()).isFalse();
    sessions.subscribe("a", new Named(""), FEEDS);
    clock.advance(Duration.ofDays(400));
    restart();
    sessions.dropExpired();
    assertThat(begin("a", "", false, DeviceSessions.FOR_EVER)).isEqualTo(new Kept(true, FEEDS));
    sessions.unsubscribe("a", new Named(""), Set.of("METHODS"));
    assertThat(begin("a", "", false, DeviceSessions.FOR_EVER)).isEqualTo(new Kept(true, Map.of()));
    assertThat(begin("b", "", false, DeviceSessions.FOR_EVER).present()).isFalse();
  }

  @Test
  void shouldForgetAllForACleanSession() {
    begin("a", "", false, DeviceSessions.FOR_EVER);
    sessions.subscribe("a", new Named(""), FEEDS);
    assertThat(begin("a", "", true, 0)).isEqualTo(new Kept(false, Map.of()));
    assertThat(begin("a", "", false, DeviceSessions.FOR_EVER)).isEqualTo(new Kept(false, Map.of()));
  }

  @Test
  void shouldEndWhenItsTimeIsOver() {
    begin("a", "1", false, HOUR);
    sessions.subscribe("a", new Named("1"), FEEDS);
    clock.advance(Duration.ofDays(1)); // connected all the while
    sessions.dropExpired();
    end("a", "1", HOUR);
    clock.advance(Duration.ofMinutes(59));
    assertThat(begin("a", "2", false, HOUR)).isEqualTo(new Kept(true, FEEDS));
    end("a", "2", HOUR);
    clock.advance(Duration.ofMinutes(60));
    assertThat(begin("a", "3", false, HOUR)).isEqualTo(new Kept(false, Map.of()));
  }

  @Test
  void shouldLeaveTheSessionToTheConnectionThatCameAfter() {
    begin("a", "1", false, HOUR);
    begin("a", "2", false, HOUR);
    end("a", "1", 0);
    clock.advance(Duration.ofDays(1));
    assertThat(begin("a", "3", false, HOUR).present()).isTrue();
  }

  @Test
  void shouldCountFromTheRestartWhereNobodySaidGoodbye() {
    begin("a", "1", false, HOUR);
    sessions.subscribe("a", new Named("1"), FEEDS);
    restart();
    clock.advance(Duration.ofMinutes(59));
    sessions.dropExpired();
    assertThat(begin("a", "2", false, HOUR).present()).isTrue();
    restart();
    clock.advance(Duration.ofMinutes(60));
    sessions.dropExpired();
    assertThat(begin("a", "3", false, HOUR)).isEqualTo(new Kept(false, Map.of()));
  }

  @Test
  void shouldStoreLaterWhatCouldNotBeStoredAtOnce() {
    begin("a", "1", false, HOUR);
    sessions.subscribe("a", new Named("1"), FEEDS);
    sessions.ended("a", "1", HOUR);
    assertThat(sessions.unstored()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(30));
    sessions.storeEnds();
    assertThat(sessions.unstored()).isZero();
    restart();
    clock.advance(Duration.ofMinutes(29));
    sessions.dropExpired();
    assertThat(begin("a", "2", false, HOUR)).isEqualTo(new Kept(true, FEEDS));
    sessions.ended("a", "2", HOUR);
    clock.advance(Duration.ofMinutes(61));
    sessions.storeEnds();
    sessions.dropExpired();
    assertThat(begin("a", "3", false, HOUR).present()).isFalse();
  }

  @Test
  void shouldTryAgainAsLongAsTheStoreFails() {
    begin("a", "1", false, HOUR);
    sessions.ended("a", "1", 0);
    store.close();
    assertThatThrownBy(sessions::storeEnds);
    assertThatThrownBy(() -> sessions.storeEnd("1"));
    assertThat(sessions.unstored()).isEqualTo(1);
  }

  @Test
  void shouldKnowThatASessionHasEndedBeforeThatIsStored() {
    begin("a", "1", false, HOUR);
    sessions.ended("a", "1", HOUR);
    clock.advance(Duration.ofMinutes(61));
    assertThat(begin("a", "2", false, HOUR).present()).isFalse();
    sessions.ended("a", "2", 0);
    assertThat(begin("a", "3", false, HOUR).present()).isFalse();
  }

  @Test
  void shouldNotEndASessionLaterThatANewerConnectionHolds() {
    begin("a", "1", false, HOUR);
    sessions.ended("a", "1", HOUR);
    begin("a", "2", false, HOUR);
    sessions.storeEnds();
    clock.advance(Duration.ofDays(1));
    sessions.dropExpired();
    assertThat(begin("a", "3", false, HOUR).present()).isTrue();
  }

  @Test
  void shouldNotMarkASessionAsEndedThatALateConnectionHolds() {
    Claim late = new Claim(sessions.arrival(), "1", false, HOUR);
    Holder newer = new Named("2");
    take("a", "2", false, HOUR, newer);
    sessions.subscribe("a", newer, FEEDS);
    sessions.leave("a", newer, Optional.empty());
    end("a", "2", HOUR);
    assertThat(sessions.take("a", late, new Named("1"), () -> true))
        .contains(new Kept(true, FEEDS));
    clock.advance(Duration.ofDays(1));
    sessions.dropExpired();

    sessions.leave("a", new Named("1"), Optional.empty());
    end("a", "1", HOUR);
    clock.advance(Duration.ofMinutes(59));
    assertThat(begin("a", "3", false, HOUR)).isEqualTo(new Kept(true, FEEDS));
    end("a", "3", HOUR);
    clock.advance(Duration.ofMinutes(61));
    assertThat(begin("a", "4", false, HOUR).present()).isFalse();
  }

  @Test
  void shouldNotMarkASessionAsEndedWhenTheEndOfOneBeforeIsStoredLate() {
    Claim late = new Claim(sessions.arrival(), "1", false, HOUR);
    Holder newer = new Named("2");
    take("a", "2", false, HOUR, newer);
    sessions.leave("a", newer, Optional.empty());
    sessions.ended("a", "2", HOUR);
    sessions.take("a", late, new Named("1"), () -> true);
    sessions.storeEnds();
    clock.advance(Duration.ofDays(1));
    sessions.dropExpired();
    assertThat(begin("a", "3", false, HOUR).present()).isTrue();
  }

  @Test
  void shouldGiveASessionToNoneThatCameBeforeItsHolder() {
    Claim late = new Claim(sessions.arrival(), "1", true, 0);
    beginAndSubscribe("2");
    assertThat(sessions.take("a", late, new Named("1"), () -> true)).isEmpty();
    assertThat(begin("a", "3", false, HOUR)).isEqualTo(new Kept(true, FEEDS));
  }

  @Test
  void shouldGiveASessionToNoneWhoseClientHasGone() {
    beginAndSubscribe("1");
    Claim clean = new Claim(sessions.arrival(), "2", true, 0);
    assertThat(sessions.take("a", clean, new Named("2"), () -> false)).isEmpty();
    assertThat(sessions.leave("a", new Named("1"), Optional.empty())).isTrue();
    assertThat(begin("a", "3", false, HOUR)).isEqualTo(new Kept(true, FEEDS));
  }

  @Test
  void shouldKeepNothingOfWhoDoesNotHoldTheSession() {
    beginAndSubscribe("1");
    begin("a", "2", false, HOUR);
    sessions.subscribe("a", new Named("1"), Map.of("DESIRED", new Wanted("y/#", 0)));
    sessions.unsubscribe("a", new Named("1"), Set.of("METHODS"));
    assertThat(begin("a", "3", false, HOUR)).isEqualTo(new Kept(true, FEEDS));
  }

  @Test
  void shouldLeaveTheHolderItsSessionWhenTheStoreFails() {
    List<String> told = new ArrayList<>();
    Holder holder = goesOn -> told.add("holder");
    take("a", "1", false, HOUR, holder);
    store.close();
    assertThatThrownBy(() -> begin("a", "2", true, HOUR));
    assertThat(told).isEmpty();
    assertThat(sessions.leave("a", holder, Optional.empty())).isTrue();
  }

  @Test
  void shouldTellTheHolderBefore() {
    List<String> told = new ArrayList<>();
    Holder first = goesOn -> told.add("first " + goesOn);
    Holder second = goesOn -> told.add("second " + goesOn);
    take("a", "1", false, HOUR, first);
    take("b", "1", false, HOUR, goesOn -> told.add("other"));
    take("a", "2", false, HOUR, second);
    assertThat(sessions.leave("a", first, Optional.empty())).isFalse();
    take("a", "3", true, HOUR, first);
    assertThat(told).containsExactly("first true", "second false");
    assertThat(sessions.leave("a", first, Optional.empty())).isTrue();
    take("a", "4", false, HOUR, second);
    assertThat(told).hasSize(2);
  }

  @Test
  void shouldTellTheHeir() {
    List<String> told = new ArrayList<>();
    Holder first = goesOn -> told.add("first");
    Holder heir = goesOn -> told.add("heir");
    take("a", "1", false, HOUR, first);
    assertThat(sessions.leave("a", first, Optional.of(heir))).isTrue();
    take("a", "2", false, HOUR, first);
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
