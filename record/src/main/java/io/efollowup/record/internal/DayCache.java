package io.efollowup.record.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The patient-days the writer used last, bounded by the readings in them. It shows the running
 * transaction, so it is emptied when that is rolled back.
 */
final class DayCache {
  private static final int MOST_READINGS = 1_000_000;

  /** An empty day takes room too. */
  private static final int DAY_OVERHEAD = 16;

  private record Key(long patient, long day) {}

  private final LinkedHashMap<Key, CachedDay> days = new LinkedHashMap<>(16, 0.75f, true);
  private long held;

  CachedDay get(long patient, long day, Supplier<CachedDay> load) {
    var key = new Key(patient, day);
    CachedDay known = days.get(key);
    if (known != null) {
      return known;
    }
    CachedDay loaded = load.get();
    days.put(key, loaded);
    grown(loaded.size() + DAY_OVERHEAD);
    return loaded;
  }

  /** Takes note that a cached day has more readings than before. */
  void grown(int readings) {
    held += readings;
    Iterator<Map.Entry<Key, CachedDay>> eldest = days.entrySet().iterator();
    while (held > MOST_READINGS && days.size() > 1) {
      held -= eldest.next().getValue().size() + DAY_OVERHEAD;
      eldest.remove();
    }
  }

  void clear() {
    days.clear();
    held = 0;
  }
}
