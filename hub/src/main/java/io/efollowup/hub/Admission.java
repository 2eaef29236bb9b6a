package io.efollowup.hub;

import java.util.Optional;

/**
 * Decides whether a device's message may enter, and in what form. Called on the thread that handles
 * the message; must not block. Safe for use by several threads.
 */
public interface Admission {
  /** Judges one message. */
  Verdict judge(DeviceMessage message);

  /** What is to become of a message. */
  sealed interface Verdict {
    /**
     * Append these bytes to the journal, acknowledge when they are synced, then put the notice, if
     * any, into the device's cloud-to-device queue.
     *
     * @param payload for the journal
     * @param notice JSON that tells the device what of its message was refused
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Admit(byte[] payload, Optional<byte[]> notice) implements Verdict {}

    /**
     * Not a message this platform takes: HTTPS 400, AMQP rejected, MQTT acknowledged with a notice.
     *
     * @param why one sentence that holds nothing of the content
     */
    record Refuse(String why) implements Verdict {}

    /** Acknowledge and forget, counted: {@code hub.foreign-messages=accept}. */
    record Discard() implements Verdict {}
  }
}
