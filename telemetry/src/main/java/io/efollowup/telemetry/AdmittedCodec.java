package io.efollowup.telemetry;

import io.efollowup.telemetry.internal.AdmittedDecoder;
import io.efollowup.telemetry.internal.AdmittedEncoder;

/**
 * The form in which an admitted message is kept in the journal: binary, about 6 bytes a reading,
 * exact in everything. Its first byte is the version of the form; every version ever written stays
 * readable. Not encrypted: the journal seals what it keeps.
 */
public final class AdmittedCodec {
  private AdmittedCodec() {}

  /** The message in the newest form. */
  public static byte[] write(AdmittedMessage message) {
    return AdmittedEncoder.encode(message);
  }

  /**
   * Reads what {@link #write} made.
   *
   * @throws IllegalArgumentException if the bytes are anything else; it says nothing of them
   */
  public static AdmittedMessage read(byte[] payload) {
    return AdmittedDecoder.decode(payload);
  }
}
