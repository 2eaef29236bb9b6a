package io.efollowup.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The assignments of one device in order of time; they never overlap, and only the last can be
 * open. Immutable: changes give a new timeline.
 *
 * @param assignments by their beginning
 */
public record DeviceTimeline(List<Assignment> assignments) {
  public DeviceTimeline {
    assignments = assignments.stream().sorted(Comparator.comparing(Assignment::from)).toList();
  }

  /** The assignment that covers this instant. */
  public Optional<Assignment> at(Instant instant) {
    return assignments.stream().filter(each -> each.covers(instant)).findFirst();
  }

  /**
   * This timeline with one more assignment. An open one that began earlier ends where the new one
   * begins; one that began at the same instant is replaced.
   *
   * @throws IllegalArgumentException when the new one is empty, overlaps another, or would end an
   *     assignment of another organisation
   */
  public DeviceTimeline with(Assignment added) {
    if (added.to().isPresent() && !added.from().isBefore(added.to().get())) {
      throw new IllegalArgumentException("an assignment must end after it begins");
    }
    List<Assignment> changed = new ArrayList<>();
    for (Assignment each : assignments) {
      if (each.to().isEmpty() && !each.from().isAfter(added.from())) {
        requireSameOrganisation(each, added.organisation());
        closed(each, added.from()).ifPresent(changed::add);
      } else if (overlap(each, added)) {
        throw new IllegalArgumentException(
            "the device is assigned in a part of this time already; end that assignment first");
      } else {
        changed.add(each);
      }
    }
    changed.add(added);
    return new DeviceTimeline(changed);
  }

  /**
   * This timeline with the open assignment ended; the same when none is open.
   *
   * @throws IllegalArgumentException when it began later, or belongs to another organisation
   */
  public DeviceTimeline ended(OrganisationId organisation, Instant at) {
    List<Assignment> changed = new ArrayList<>();
    for (Assignment each : assignments) {
      if (each.to().isPresent()) {
        changed.add(each);
        continue;
      }
      requireSameOrganisation(each, organisation);
      if (at.isBefore(each.from())) {
        throw new IllegalArgumentException("an assignment cannot end before it begins");
      }
      closed(each, at).ifPresent(changed::add);
    }
    return new DeviceTimeline(changed);
  }

  private static void requireSameOrganisation(Assignment open, OrganisationId organisation) {
    if (!open.organisation().equals(organisation)) {
      throw new IllegalArgumentException("the device is not free to be assigned here");
    }
  }

  private static Optional<Assignment> closed(Assignment open, Instant at) {
    return open.from().equals(at)
        ? Optional.empty()
        : Optional.of(
            new Assignment(
                open.organisation(), open.device(), open.patient(), open.from(), Optional.of(at)));
  }

  private static boolean overlap(Assignment a, Assignment b) {
    return startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
  }

  private static boolean startsBeforeEnd(Assignment a, Assignment b) {
    return b.to().map(end -> a.from().isBefore(end)).orElse(true);
  }
}
