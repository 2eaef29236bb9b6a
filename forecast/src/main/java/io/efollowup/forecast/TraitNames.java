package io.efollowup.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How rounding and type of diabetes are spelt in files and options: {@code type-1}. */
public final class TraitNames {
  private TraitNames() {}

  /** The one of this name, in any case and with {@code -} or {@code _} between its words. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> names, String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(names.getEnumConstants())
        .filter(one -> one.name().equals(name))
        .findFirst();
  }

  /** All names as they are documented, for messages. */
  public static <E extends Enum<E>> String all(Class<E> names) {
    return Arrays.stream(names.getEnumConstants())
        .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }
}
