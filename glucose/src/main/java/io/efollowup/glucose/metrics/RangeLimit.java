package io.efollowup.glucose.metrics;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;

/** The limits of the catalogue's ranges, stated in each unit; none is a conversion of the other. */
enum RangeLimit {
  MG_54(54, 3.0),
  MG_63(63, 3.5),
  MG_70(70, 3.9),
  MG_140(140, 7.8),
  MG_180(180, 10.0),
  MG_250(250, 13.9);

  private final double mgdl;
  private final double mmol;

  RangeLimit(double mgdl, double mmol) {
    this.mgdl = mgdl;
    this.mmol = mmol;
  }

  /** The limit in this unit. */
  double in(GlucoseUnit unit) {
    return unit == GlucoseUnit.MG_DL ? mgdl : mmol;
  }

  /**
   * The limit in mg/dL as it stands for values measured in this unit: on a grid in mg/dL 10.0
   * mmol/L stays in target.
   */
  double mgdlOf(GlucoseUnit measured) {
    return new Glucose(in(measured), measured).mgdl();
  }

  /** The unit most numbers of a trace were measured in; mg/dL where neither leads. */
  static GlucoseUnit mostUsedUnit(GlucoseTrace trace) {
    int balance = 0;
    for (int i = 0; i < trace.size(); i++) {
      if (trace.isMeasured(i)) {
        balance += trace.unit(i) == GlucoseUnit.MMOL_L ? 1 : -1;
      }
    }
    return balance > 0 ? GlucoseUnit.MMOL_L : GlucoseUnit.MG_DL;
  }
}
