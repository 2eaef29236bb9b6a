package io.efollowup.server.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Whose protocol an evaluation follows, and which options it takes. */
enum EvaluationProtocol {
  glucobench,
  coverage,
  clinical,
  shanghai;

  /** Options that are not listed are taken by each protocol. */
  private static final Map<String, Set<EvaluationProtocol>> TAKEN_BY =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("--splits", Set.of(glucobench, clinical)),
              Map.entry("--stride", Set.of(glucobench)),
              Map.entry("--only", Set.of(glucobench, clinical, shanghai)),
              Map.entry("--training", Set.of(glucobench, clinical, shanghai)),
              Map.entry("--seeds", Set.of(glucobench, clinical, shanghai)),
              Map.entry("--model", Set.of(glucobench, clinical, shanghai)),
              Map.entry("--threads", Set.of(glucobench, clinical, shanghai)),
              Map.entry("--model-file", Set.of(coverage)),
              Map.entry("--seed", Set.of(coverage)),
              Map.entry("--hidden", Set.of(coverage)),
              Map.entry("--draws", Set.of(coverage)),
              Map.entry("--parts", Set.of(coverage))));

  private static final List<String> OF_TRAINING = List.of("--parts", "--hidden", "--draws");

  /** What is wrong with the options that are given, if anything. */
  Optional<String> refusal(Predicate<String> given) {
    for (Map.Entry<String, Set<EvaluationProtocol>> option : TAKEN_BY.entrySet()) {
      if (!option.getValue().contains(this) && given.test(option.getKey())) {
        return Optional.of(sentence(option.getKey(), option.getValue()));
      }
    }
    if (given.test("--model-file")) {
      return OF_TRAINING.stream()
          .filter(given)
          .findFirst()
          .map(option -> option + " is of a training; with --model-file nothing is trained");
    }
    return Optional.empty();
  }

  private String sentence(String option, Set<EvaluationProtocol> takers) {
    List<String> names = takers.stream().sorted().map(EvaluationProtocol::name).toList();
    String sentence =
        "%s is for --protocol %s, not for %s".formatted(option, String.join(" or ", names), name());
    return option.equals("--stride")
        ? sentence
            + "; clinical and shanghai score every point, coverage every second reading as recorded"
            + " and every sixth in its other conditions"
        : sentence;
  }
}
