package io.efollowup.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings in force: defaults, overridden by a file, by {@code EFOLLOWUP_…} variables and by
 * {@code --set}, in that order. Every value was read successfully when this object exists.
 */
public final class Configuration {
  /** Variables that are not settings but the command line's own. */
  private static final List<String> OWN_VARIABLES =
      List.of("EFOLLOWUP_DATA", "EFOLLOWUP_SHARED", "EFOLLOWUP_JAVA_OPTS");

  private final Map<Setting<?>, Object> values = new HashMap<>();

  private Configuration(Map<String, Stated> stated) {
    for (Setting<?> setting : Settings.ALL) {
      Stated text =
          stated.getOrDefault(setting.key(), new Stated(setting.standard(), "the default"));
      try {
        values.put(setting, setting.reader().apply(text.value()));
      } catch (IllegalArgumentException e) {
        throw new ConfigurationProblem(
            "%s, stated by %s: %s".formatted(setting.key(), text.origin(), e.getMessage()));
      }
    }
  }

  private record Stated(String value, String origin) {}

  /** The defaults alone. */
  public static Configuration standard() {
    return new Configuration(Map.of());
  }

  /**
   * Reads the configuration in force.
   *
   * @param file {@code key = value} lines, {@code #} comments
   * @param variables the environment
   * @param overrides {@code key=value} from the command line
   * @throws ConfigurationProblem for an unknown key, naming the nearest known one, or a value that
   *     is not what the key takes
   */
  public static Configuration read(
      Optional<Path> file, Map<String, String> variables, List<String> overrides) {
    Map<String, Stated> stated = new LinkedHashMap<>();
    file.ifPresent(path -> readFile(path, stated));
    readVariables(variables, stated);
    for (String override : overrides) {
      putLine(override, "--set", stated);
    }
    return new Configuration(stated);
  }

  /** The value of a setting. */
  @SuppressWarnings("unchecked") // put by the setting's own reader
  public <T> T get(Setting<T> setting) {
    return (T) values.get(setting);
  }

  private static void readFile(Path file, Map<String, Stated> stated) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigurationProblem(
          "the configuration file %s cannot be read: %s".formatted(file, e.getMessage()));
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        putLine(line, "%s line %d".formatted(file, i + 1), stated);
      }
    }
  }

  private static void readVariables(Map<String, String> variables, Map<String, Stated> stated) {
    Map<String, Setting<?>> known =
        Settings.ALL.stream().collect(Collectors.toMap(Setting::variable, Function.identity()));
    variables.forEach(
        (name, value) -> {
          if (!name.startsWith("EFOLLOWUP_") || OWN_VARIABLES.contains(name)) {
            return;
          }
          Setting<?> setting = known.get(name);
          if (setting != null) {
            stated.put(setting.key(), new Stated(value, "the variable " + name));
          } else if (variables.values().stream().noneMatch(v -> v.endsWith(":" + name))) {
            throw unknown(name, "the environment", List.copyOf(known.keySet()));
          }
        });
  }

  private static void putLine(String line, String origin, Map<String, Stated> stated) {
    int equals = line.indexOf('=');
    if (equals <= 0) {
      throw new ConfigurationProblem("%s: expected key=value".formatted(origin));
    }
    String key = line.substring(0, equals).strip();
    List<String> keys = Settings.ALL.stream().map(Setting::key).toList();
    if (!keys.contains(key)) {
      throw unknown(key, origin, keys);
    }
    stated.put(key, new Stated(line.substring(equals + 1).strip(), origin));
  }

  private static ConfigurationProblem unknown(String name, String origin, List<String> known) {
    String nearest =
        known.stream()
            .min(java.util.Comparator.comparingInt(candidate -> distance(name, candidate)))
            .orElseThrow();
    return new ConfigurationProblem(
        "unknown setting %s, stated by %s; the nearest known one is %s"
            .formatted(name, origin, nearest));
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
