package io.efollowup.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Kind of diabetes, as far as it is known. */
public enum DiabetesType {
  TYPE_1,
  TYPE_2,
  GESTATIONAL,
  OTHER,
  NONE,
  UNKNOWN;

  /** The name on the command line: {@code type-1}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one of this name, in any case and with {@code -} or {@code _} between its words. */
  public static Optional<DiabetesType> ofCode(String code) {
    String name = code.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** All names, for messages. */
  public static String codes() {
    return Arrays.stream(values()).map(DiabetesType::code).collect(Collectors.joining(", "));
  }
}
