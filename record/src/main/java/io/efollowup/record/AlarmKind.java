package io.efollowup.record;

/** What an alarm is about. */
public enum AlarmKind {
  /** Below the patient's very low limit, or the sensor's LOW. */
  URGENT_LOW,
  /** Below the patient's low limit. */
  LOW,
  /** Above the patient's high limit. */
  HIGH,
  /** Above the patient's very high limit, or the sensor's HIGH. */
  URGENT_HIGH,
  /** No reading although a sensor should be sending. */
  SIGNAL_LOSS,
  /** The device's clock is off by more than 5 minutes. */
  DEVICE_CLOCK_WRONG
}
