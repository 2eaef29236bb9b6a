package io.efollowup.monitor;

import java.util.Set;

/**
 * Is told after each commit what changed, on the monitor's thread: it must be short and never wait.
 * At most once: after a crash between commit and call nobody is told, so whoever listens reads the
 * record when it starts.
 */
@FunctionalInterface
public interface MonitorListener {
  void committed(Set<PatientChange> changes);
}
