package io.efollowup.server.admin;

import io.efollowup.record.PatientId;
import io.efollowup.vault.KeyedDigest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The device, patient and sensor session that stand for one subject of a replayed file. They follow
 * from the subject by a key of the installation: the same on every run, and telling nothing of the
 * subject.
 */
record ReplayIdentity(String device, PatientId patient, String session) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int PSEUDONYM_LENGTH = 8;

  static ReplayIdentity of(String subject, KeyedDigest digest) {
    byte[] bytes = digest.of(subject.getBytes(StandardCharsets.UTF_8));
    String text = letters(bytes);
    // A letter and a digit in front: part of the form of a pseudonym, and 40 random bits behind.
    return new ReplayIdentity(
        "dev-" + text.substring(0, 20).toLowerCase(Locale.ROOT),
        new PatientId("P-7R" + text.substring(20, 20 + PSEUDONYM_LENGTH)),
        "w-" + text.substring(28, 32).toLowerCase(Locale.ROOT) + "-1");
  }

  /** One letter of five bits for each byte. */
  private static String letters(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      text.append(ALPHABET.charAt(b & 31));
    }
    return text.toString();
  }
}
