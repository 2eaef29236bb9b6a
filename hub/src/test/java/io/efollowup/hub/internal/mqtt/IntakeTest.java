package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.ByteBudget;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Loop;
import io.efollowup.hub.internal.Owner;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a packet may take, and what is counted of it meanwhile. */
class IntakeTest {
  private static final Duration WITHIN = Duration.ofMillis(400);
  private static final byte[] PACKET = {0x30, 4, 0, 1, 'a', 'b'};

  private final List<HubError> refused = new ArrayList<>();
  private final List<byte[]> packets = new ArrayList<>();
  private final StillLoop loop = new StillLoop();
  private long now = -7;
  private final ByteBudget budget = new ByteBudget(8 << 20, 8);
  private final Owner device = new Owner.Device("a");
  private final Intake intake =
      new Intake(budget.holding(device), WITHIN, loop, new Collector(), () -> now);

  /** What is to be done later is done when a test says so. */
  private static final class StillLoop implements Loop {
    Optional<Runnable> later = Optional.empty();

    @Override
    public Subscription after(Duration delay, Runnable work) {
      later = Optional.of(work);
      return () -> {};
    }

    @Override
    public void execute(Runnable step) {
      step.run();
    }

    void goOn() {
      Runnable step = later.orElseThrow();
      later = Optional.empty();
      step.run();
    }
  }

  private final class Collector implements Intake.Receiver {
    @Override
    public int largest(int first) {
      return 100;
    }

    @Override
    public void packet(byte[] packet) {
      packets.add(packet);
    }

    @Override
    public void refused(HubException why) {
      refused.add(why.error());
    }

    @Override
    public void drained() {}
  }

  @AfterEach
  void shouldGiveBackWhatItHeld() {
    intake.gone();
    packets.forEach(packet -> intake.release(packet.length));
    assertThat(budget.held()).isZero();
    assertThat(budget.owners()).isZero();
  }

  private void feed(int from, int to) {
    intake.add(Buffer.buffer(java.util.Arrays.copyOfRange(PACKET, from, to)));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void shouldTimeAPacketFromItsOwnBeginning() {
    feed(0, 3);
    feed(3, 6);
    assertThat(packets).hasSize(1);
    pass(WITHIN.minusMillis(100));
    feed(0, 3);
    pass(Duration.ofMillis(120));

    loop.goOn();

    assertThat(refused).as("it has been arriving for a moment").isEmpty();
    feed(3, 6);
    assertThat(packets).hasSize(2);
    loop.goOn();
    assertThat(refused).isEmpty();
    assertThat(loop.later).as("nothing arrives").isEmpty();
  }

  @Test
  void shouldNotWaitForAPacketThatTrickles() {
    for (int i = 0; i < 5; i++) {
      feed(i, i + 1);
      pass(WITHIN.dividedBy(4));
    }
    loop.goOn();
    assertThat(refused).containsExactly(HubError.REQUEST_TIMEOUT);
    assertThat(packets).isEmpty();
  }

  @Test
  void shouldNotTimeAPacketThatItDoesNotRead() {
    feed(0, 3);
    intake.hold(Intake.Hold.PACE);
    pass(WITHIN.plusMillis(20));
    loop.goOn();
    assertThat(refused).isEmpty();
    intake.letGo(Intake.Hold.PACE);
    loop.goOn();
    assertThat(refused).as("it has its time from now on").isEmpty();
    feed(3, 6);
    assertThat(packets).hasSize(1);
  }

  @Test
  void shouldNotReadFromADeviceWhoseShareIsFullAndNotEndIt() {
    Holding other = budget.holding(device);
    other.add((1 << 20) - 2);
    feed(0, 6);
    assertThat(intake.isHeld(Intake.Hold.FULL)).isTrue();
    assertThat(packets).isEmpty();
    pass(Duration.ofMinutes(1));
    loop.goOn();
    assertThat(refused).isEmpty();

    other.remove(other.bytes());
    other.close();
    loop.goOn();

    assertThat(packets).hasSize(1);
    assertThat(intake.isHeld()).isFalse();
  }

  @Test
  void shouldNotWaitForLongWhenThereIsNoRoomForAnybody() {
    List<Holding> others = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      others.add(budget.holding(new Owner.Device("other-" + i)));
      others.getLast().add(1 << 20);
    }
    feed(0, 6);
    loop.goOn();
    assertThat(refused).isEmpty();
    pass(Duration.ofSeconds(6));
    loop.goOn();
    assertThat(refused).containsExactly(HubError.OVERLOADED);
    for (Holding other : others) {
      other.remove(other.bytes());
      other.close();
    }
  }
}
