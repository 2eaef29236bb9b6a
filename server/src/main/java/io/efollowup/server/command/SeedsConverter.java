package io.efollowup.server.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 10-19} and {@code 1,2}. */
final class SeedsConverter implements ITypeConverter<Seeds> {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");
  private static final int MOST = 1000;

  @Override
  public Seeds convert(String text) {
    Set<Integer> numbers = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      Matcher range = RANGE.matcher(part.strip());
      if (!range.matches()) {
        throw new TypeConversionException("expected seeds such as 10-19 or 1,2");
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      if (last < first || last - first >= MOST) {
        throw new TypeConversionException("expected a range such as 10-19, of at most 1000 seeds");
      }
      for (int seed = first; seed <= last; seed++) {
        numbers.add(seed);
      }
    }
    return new Seeds(List.copyOf(numbers));
  }
}
