package io.efollowup.record;

/**
 * A patient's pseudonym, such as {@code P-7K3FQ2}: it means nothing outside the platform.
 *
 * @param value {@code P-} and 4 to 26 characters of {@code 0-9 A-Z}
 */
public record PatientId(String value) implements Comparable<PatientId> {
  public PatientId {
    if (!value.matches("P-[0-9A-Z]{4,26}")) {
      throw new IllegalArgumentException("not a pseudonym: expected P- and 4 to 26 of 0-9 A-Z");
    }
  }

  @Override
  public int compareTo(PatientId other) {
    return value.compareTo(other.value);
  }
}
