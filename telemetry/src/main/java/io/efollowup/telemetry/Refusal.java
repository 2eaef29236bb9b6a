package io.efollowup.telemetry;

/**
 * One item, or one unknown field, that was not taken. It holds nothing of what was refused but its
 * size and a keyed digest, so that two refusals can be recognised as the same without keeping
 * anything personal.
 *
 * @param item where in the message: {@code readings[3]}, {@code events[0]}, or {@code message} for
 *     the message itself; never a name the sender chose
 * @param reason why
 * @param size bytes of the refused JSON
 * @param digest keyed digest of the refused JSON, hexadecimal
 */
public record Refusal(String item, RefusalReason reason, int size, String digest) {
  /** The place of what belongs to no item but to the message itself. */
  public static final String MESSAGE = "message";
}
