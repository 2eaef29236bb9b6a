package io.efollowup.record;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A change of a profile that is not taken, nothing of it. */
public final class ProfileRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final EnumSet<ProfileRefusal> refusals;

  ProfileRefusedException(Set<ProfileRefusal> refusals) {
    super(refusals.stream().map(ProfileRefusal::sentence).collect(Collectors.joining("; ")));
    this.refusals = EnumSet.copyOf(refusals);
  }

  /** Everything that is wrong with it. */
  public Set<ProfileRefusal> refusals() {
    return EnumSet.copyOf(refusals);
  }
}
