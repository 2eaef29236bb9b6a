package io.efollowup.portal.internal.report;

import java.util.Optional;

/** A typical day. */
final class ProfileSection {
  /** Percentiles of fewer days say nothing. */
  static final int LEAST_DAYS = 5;

  private ProfileSection() {}

  static Optional<Section> of(Reading reading) {
    int days = reading.analysis().sufficiency().sensorDays();
    String few =
        days < LEAST_DAYS
            ? reading
                .words()
                .say("percentiles.few", Integer.toString(days), Integer.toString(LEAST_DAYS))
            : "";
    return Optional.of(
        new Section(
            "profile",
            reading.say("profile.title"),
            new Section.Chart(reading.words().say("percentiles.label"), few),
            ""));
  }
}
