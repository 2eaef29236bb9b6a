package io.efollowup.monitor.core;

import java.util.List;

/** The result of one step: the state after it, and what is to be done. */
public record Step(PatientState next, List<Output> outputs) {
  public Step {
    outputs = List.copyOf(outputs);
  }
}
