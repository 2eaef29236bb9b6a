package io.efollowup.portal;

import io.efollowup.insight.TargetGroup;
import io.efollowup.insight.Targets;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.Patient;

/** What a patient's figures are judged by, on pages and in reports alike. */
public final class PatientTargets {
  private PatientTargets() {}

  /**
   * The targets that a patient's limits and diabetes bring: the limits of pregnancy have agreed
   * goals with type 1 only.
   */
  public static Targets of(Patient patient) {
    Targets targets = Targets.of(patient.thresholds());
    boolean goals =
        targets.group() == TargetGroup.GESTATIONAL && patient.type() == DiabetesType.TYPE_1;
    return goals ? Targets.PREGNANCY : targets;
  }
}
