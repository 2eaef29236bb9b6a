package io.efollowup.monitor.core;

/** What an alarm is about; the rules stand in {@link MonitorCore}. */
public enum AlarmCause {
  URGENT_LOW,
  LOW,
  HIGH,
  URGENT_HIGH,
  SIGNAL_LOSS,
  DEVICE_CLOCK_WRONG
}
