package io.efollowup.record;

/**
 * A patient's pseudonym, such as {@code P-7K3FQ2}: it means nothing outside the platform. The
 * platform issues them; one chosen by an operator must hold a letter and a digit, so that neither a
 * name nor a telephone or record number passes for one.
 *
 * @param value 2 to 32 characters of {@code 0-9 A-Z a-z - _}, among them a letter and a digit
 */
public record PatientId(String value) implements Comparable<PatientId> {
  public PatientId {
    if (!value.matches("(?=.*[0-9])(?=.*[A-Za-z])[0-9A-Za-z][0-9A-Za-z_-]{1,31}")) {
      throw new IllegalArgumentException(
          "not a pseudonym: expected 2 to 32 letters, digits, - or _, with a letter and a digit"
              + " among them, such as P-7K3FQ2");
    }
  }

  @Override
  public int compareTo(PatientId other) {
    return value.compareTo(other.value);
  }
}
