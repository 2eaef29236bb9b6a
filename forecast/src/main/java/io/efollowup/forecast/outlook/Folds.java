package io.efollowup.forecast.outlook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Five parts of the people of each data set: one to calibrate by, the next to measure on, the
 * others to train on. Nobody is in two.
 */
final class Folds {
  static final int COUNT = 5;

  private final Map<String, Map<String, Integer>> folds = new TreeMap<>();

  Folds(List<TrainingSubject> subjects, long seed) {
    Map<String, TreeSet<String>> people = new TreeMap<>();
    for (TrainingSubject subject : subjects) {
      people.computeIfAbsent(subject.dataset(), name -> new TreeSet<>()).add(subject.person());
    }
    SplittableRandom random = new SplittableRandom(seed);
    people.forEach(
        (dataset, names) -> {
          List<String> drawn = new ArrayList<>(names);
          Map<String, Integer> of = new TreeMap<>();
          for (int i = 0; i < drawn.size(); i++) {
            int j = i + random.nextInt(drawn.size() - i);
            String name = drawn.set(j, drawn.get(i));
            of.put(name, i % COUNT);
          }
          folds.put(dataset, of);
        });
  }

  /** The part of a person. */
  int of(TrainingSubject subject) {
    return folds.get(subject.dataset()).get(subject.person());
  }
}
