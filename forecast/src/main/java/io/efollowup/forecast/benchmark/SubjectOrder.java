package io.efollowup.forecast.benchmark;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The ascending order of ids: by number where all are whole numbers, which is how the benchmark's
 * own tools read such a column, else by text.
 */
final class SubjectOrder {
  private SubjectOrder() {}

  static List<String> ascending(Collection<String> ids) {
    return ids.stream()
        .distinct()
        .sorted(areNumbers(ids) ? byNumber() : Comparator.naturalOrder())
        .toList();
  }

  /** The place of an id among others, or -1; where all are whole numbers, 8 is 008 too. */
  static int indexOf(List<String> ids, String id) {
    int exact = ids.indexOf(id);
    if (exact >= 0 || !areNumbers(ids) || !areNumbers(List.of(id))) {
      return exact;
    }
    BigInteger number = new BigInteger(id);
    return ids.stream().map(BigInteger::new).toList().indexOf(number);
  }

  private static boolean areNumbers(Collection<String> ids) {
    return ids.stream().allMatch(id -> id.matches("-?[0-9]{1,40}"));
  }

  private static Comparator<String> byNumber() {
    return Comparator.comparing((String id) -> new BigInteger(id))
        .thenComparing(Comparator.naturalOrder());
  }
}
