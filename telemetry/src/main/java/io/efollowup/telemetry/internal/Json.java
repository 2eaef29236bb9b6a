package io.efollowup.telemetry.internal;

import java.util.List;
import java.util.Map;

/**
 * A parsed JSON value that remembers where in the text it stands, so that what is refused can be
 * measured and digested exactly as it was sent. Prints nothing of what it holds.
 */
public sealed interface Json {
  /** Index of its first character. */
  int start();

  /** Index after its last character. */
  int end();

  /** A string. */
  record Text(String value, int start, int end) implements Json {
    @Override
    public String toString() {
      return "Text";
    }
  }

  /** A number as it was written. */
  record Num(String digits, int start, int end) implements Json {
    /** Longer than any double needs; what is longer is no measurement. */
    private static final int LONGEST = 64;

    /** The nearest double; infinite when the number is beyond all or absurdly long. */
    double value() {
      return digits.length() > LONGEST ? Double.POSITIVE_INFINITY : Double.parseDouble(digits);
    }

    @Override
    public String toString() {
      return "Num";
    }
  }

  /** {@code true} or {@code false}: the schema has no place for either. */
  record Bool(int start, int end) implements Json {}

  /** {@code null}: a field that is null counts as absent. */
  record Null(int start, int end) implements Json {}

  /** An array. */
  record Arr(List<Json> elements, int start, int end) implements Json {
    @Override
    public String toString() {
      return "Arr";
    }
  }

  /**
   * An object.
   *
   * @param members in the order of the text
   * @param repeats whether a name stands more than once
   */
  record Obj(Map<String, Member> members, boolean repeats, int start, int end) implements Json {
    @Override
    public String toString() {
      return "Obj";
    }
  }

  /**
   * The value of a field, and where the field's name begins.
   *
   * @param start index of the name's opening quote
   */
  record Member(int start, Json value) {}
}
