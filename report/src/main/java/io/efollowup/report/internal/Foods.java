package io.efollowup.report.internal;

import java.util.List;
import java.util.stream.Collectors;

/** Writes terms of the platform's lists for people. */
final class Foods {
  private Foods() {}

  static String name(String term) {
    return term.replace('-', ' ');
  }

  static String names(List<String> terms) {
    return terms.stream().map(Foods::name).collect(Collectors.joining(", "));
  }
}
