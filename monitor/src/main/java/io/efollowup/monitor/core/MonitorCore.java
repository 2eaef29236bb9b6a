package io.efollowup.monitor.core;

/**
 * The state machine of one patient: pure, so that replaying the same journal over the same record
 * gives the same outputs on any engine. Safe for use by several threads.
 *
 * <h2>Readings</h2>
 *
 * <table>
 *   <caption>What becomes of a reading; the first row that holds decides</caption>
 *   <tr><th>the reading</th><th>becomes</th></tr>
 *   <tr><td>has the session and second of a stored one, and its value</td>
 *       <td>{@link Output.Duplicate}; nothing else changes</td></tr>
 *   <tr><td>has the session and second of a stored one, and another value</td>
 *       <td>refused, {@code conflict}</td></tr>
 *   <tr><td>is more than 5 min ahead of the server, by its own word and after the device's
 *       {@linkplain DeviceClock estimated clock offset}</td><td>refused, {@code future}</td></tr>
 *   <tr><td>is at most 10 min old after that offset: <i>fresh</i></td>
 *       <td>stored, arms signal loss, and alarms if none newer was judged</td></tr>
 *   <tr><td>is older: <i>late</i></td><td>stored</td></tr>
 * </table>
 *
 * Whatever is stored touches its hour and its day.
 *
 * <h2>Glucose alarms</h2>
 *
 * Values are compared in their own unit with that unit's limits, unrounded. The low side is written
 * out; the high side is its mirror image. {@code h} is 5 mg/dL or 0.3 mmol/L. <i>Recovers from
 * X</i> means: at least two readings in a row at or above X + h, the last at least 150 s after the
 * first; a single noisy reading ends nothing, whatever the sensor's pace.
 *
 * <table>
 *   <caption>Low side</caption>
 *   <tr><th>state</th><th>reading</th><th>what happens</th></tr>
 *   <tr><td>no episode</td><td>below low, not below very low</td><td>LOW is raised</td></tr>
 *   <tr><td>no episode</td><td>below very low, or the sensor's LOW</td>
 *       <td>URGENT_LOW is raised, at once and alone: one event, one alarm</td></tr>
 *   <tr><td>LOW</td><td>below very low, or the sensor's LOW</td>
 *       <td>URGENT_LOW is raised as well</td></tr>
 *   <tr><td>URGENT_LOW, after LOW</td><td>recovers from very low</td>
 *       <td>URGENT_LOW is resolved, LOW carries on</td></tr>
 *   <tr><td>URGENT_LOW, alone</td><td>recovers from very low</td>
 *       <td>it stays active while glucose is low, and is armed again: should glucose fall below
 *       very low once more, the old alarm is resolved and a new one raised</td></tr>
 *   <tr><td>any</td><td>recovers from low</td><td>everything is resolved; all is armed</td></tr>
 *   <tr><td>any</td><td>comes after more than 60 min without a fresh one</td>
 *       <td>everything is resolved, then the reading is judged as the first</td></tr>
 * </table>
 *
 * <p>Limits are those of the patient when the reading is stepped. Where they change, nothing is
 * judged again: alarms and open episodes stay, and the next fresh reading is held against the new
 * limits by the same rows.
 *
 * <h2>Other alarms</h2>
 *
 * <table>
 *   <caption>Signal and clock</caption>
 *   <tr><th>alarm</th><th>raised</th><th>resolved</th></tr>
 *   <tr><td>SIGNAL_LOSS</td><td>at a tick 20 min or more after the last fresh reading was received,
 *       and after the platform began to listen</td><td>by the next fresh reading</td></tr>
 *   <tr><td>DEVICE_CLOCK_WRONG</td><td>by a reading more than 5 min ahead of the server, or when
 *       the estimated offset exceeds 5 min</td>
 *       <td>by a message of that device that confirms a right clock</td></tr>
 *   <tr><td>all</td><td></td><td>when the assignment of the device they stand on ends; signal loss is
 *       disarmed</td></tr>
 * </table>
 *
 * The durations are {@link CoreSettings}.
 */
public final class MonitorCore {
  private final CoreSettings settings;

  public MonitorCore(CoreSettings settings) {
    this.settings = settings;
  }

  /**
   * The next state of a patient and what is to be done. Inputs come in the order of the journal.
   *
   * @param known what is stored, the outputs of all earlier steps included
   */
  public Step step(PatientState state, Input input, PatientProfile profile, KnownItems known) {
    return switch (input) {
      case Input.Readings readings ->
          new ReadingsStep(settings, profile, known, readings).from(state);
      case Input.Events events ->
          new Step(state, new EventsStep(settings, known, events).outputs(state));
      case Input.Tick tick -> SignalRules.atTick(state, tick, settings);
      case Input.AssignmentEnded ended -> SignalRules.atEnd(state, ended);
    };
  }

  /** The limits this core judges by. */
  public CoreSettings settings() {
    return settings;
  }
}
