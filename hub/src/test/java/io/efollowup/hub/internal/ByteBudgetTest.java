package io.efollowup.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.guard.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private static final int MEBI = 1024 * 1024;

  private final Owner one = new Owner.Device("one");
  private final Owner two = new Owner.Device("two");
  private final Owner address = new Owner.Address(Origin.UNKNOWN);

  private static Optional<HubError> error(Optional<HubException> refusal) {
    return refusal.map(HubException::error);
  }

  @Test
  void shouldGiveNobodyMoreThanAShareOverAllPlaces() {
    ByteBudget budget = new ByteBudget(8 * MEBI, 4);
    Holding here = budget.holding(one);
    Holding there = budget.holding(one);
    assertThat(here.add(MEBI)).isEmpty();
    assertThat(there.add(MEBI)).isEmpty();
    assertThat(error(there.add(1))).contains(HubError.DEVICE_ARRIVING_FULL);
    assertThat(budget.holding(two).add(2 * MEBI)).isEmpty();
    assertThat(budget.held()).isEqualTo(4 * MEBI);

    here.remove(10);
    assertThat(there.add(10)).isEmpty();
  }

  @Test
  void shouldSayWhoseShareIsFull() {
    ByteBudget budget = new ByteBudget(8 * MEBI, 8);
    assertThat(error(budget.holding(address).add(MEBI + 1)))
        .contains(HubError.ADDRESS_ARRIVING_FULL);
    assertThat(error(budget.holding(new Owner.Service(Origin.UNKNOWN)).add(MEBI + 1)))
        .contains(HubError.ADDRESS_ARRIVING_FULL);
    assertThat(budget.held()).isZero();
  }

  @Test
  void shouldRefuseAllWhenAllIsFull() {
    ByteBudget budget = new ByteBudget(2 * MEBI, 2);
    assertThat(budget.holding(one).add(MEBI)).isEmpty();
    assertThat(budget.holding(two).add(MEBI)).isEmpty();
    assertThat(error(budget.holding(address).add(1))).contains(HubError.OVERLOADED);
  }

  @Test
  void shouldLeaveRoomForTheLargestBatchInEachShare() {
    ByteBudget budget = new ByteBudget(8 * MEBI, 1_000);
    assertThat(budget.holding(one).add(MEBI)).isEmpty();
    assertThat(error(budget.holding(one).add(1))).contains(HubError.DEVICE_ARRIVING_FULL);
  }

  @Test
  void shouldCountForWhomItTurnsOutToBe() {
    ByteBudget budget = new ByteBudget(2 * MEBI, 2);
    Holding unproved = budget.holding(address);
    unproved.add(MEBI);
    unproved.moveTo(one);
    assertThat(budget.holding(address).add(MEBI)).isEmpty();
    assertThat(budget.held()).isEqualTo(2 * MEBI);
    unproved.remove(MEBI);
    assertThat(unproved.add(MEBI)).isEmpty();
  }

  @Test
  void shouldForgetWhoHoldsNothing() {
    ByteBudget budget = new ByteBudget(2 * MEBI, 2);
    Holding holding = budget.holding(address);
    holding.add(100);
    holding.moveTo(one);
    holding.close();
    assertThat(budget.owners()).as("until it is dealt with").isEqualTo(1);
    holding.remove(60);
    holding.remove(40);
    holding.remove(0);
    holding.close();
    assertThat(budget.owners()).isZero();
    assertThat(budget.held()).isZero();
  }

  @Property
  void shouldHoldNothingWhenAllHasBeenGivenBack(@ForAll @Size(max = 40) int[] steps) {
    ByteBudget budget = new ByteBudget(4 * MEBI, 4);
    List<Owner> owners = List.of(one, two, address);
    List<Holding> open = new ArrayList<>();
    for (int step : steps) {
      int amount = Math.floorMod(step, MEBI);
      Owner owner = owners.get(Math.floorMod(step, 3));
      switch (Math.floorMod(step, 4)) {
        case 0 -> open.add(budget.holding(owner));
        case 1 -> open.forEach(holding -> holding.add(amount));
        case 2 -> open.forEach(holding -> holding.moveTo(owner));
        default -> open.forEach(holding -> holding.remove(holding.bytes() / 2));
      }
      assertThat(budget.held()).isBetween(0L, 4L * MEBI);
    }
    for (Holding holding : open) {
      holding.close();
      holding.remove(holding.bytes());
    }
    assertThat(budget.held()).isZero();
    assertThat(budget.owners()).isZero();
  }
}
