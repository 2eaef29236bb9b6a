package io.efollowup.server;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each module imports only what its row in docs/architecture.md names. No exceptions. */
class LayeringTest {
  private static final String ROOT = "io.efollowup.";

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("glucose", Set.of()),
          Map.entry("vault", Set.of()),
          Map.entry("telemetry", Set.of("glucose")),
          Map.entry("journal", Set.of("vault")),
          Map.entry("hub", Set.of("vault", "journal")),
          Map.entry("record", Set.of("glucose", "vault")),
          Map.entry("forecast", Set.of("glucose")),
          Map.entry("insight", Set.of("glucose")),
          Map.entry("report", Set.of("glucose", "insight")),
          Map.entry("monitor", Set.of("glucose", "telemetry", "insight", "journal", "record")),
          Map.entry(
              "portal",
              Set.of("glucose", "vault", "record", "monitor", "insight", "report", "hub")),
          Map.entry(
              "server",
              Set.of(
                  "glucose",
                  "telemetry",
                  "vault",
                  "journal",
                  "hub",
                  "record",
                  "forecast",
                  "insight",
                  "monitor",
                  "report",
                  "portal")));

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.efollowup");
  }

  @Test
  void shouldImportOnlyWhatTheMapAllows() {
    assertThat(
            classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(LayeringTest::isForbidden)
                .map(Dependency::getDescription))
        .isEmpty();
  }

  @Test
  void shouldSeeEveryModule() {
    assertThat(classes.stream().flatMap(type -> module(type).stream()).distinct())
        .containsAll(MAY_IMPORT.keySet());
  }

  @Test
  void shouldUseNoOtherModulesInternals() {
    assertThat(
            classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> crosses(dependency))
                .filter(
                    dependency ->
                        dependency.getTargetClass().getPackageName().contains(".internal"))
                .map(Dependency::getDescription))
        .isEmpty();
  }

  @Test
  void shouldKeepTheMonitorsCorePure() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("io.efollowup.monitor.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.efollowup.journal..",
            "io.efollowup.record..",
            "java.net..",
            "java.nio.file..",
            "java.util.concurrent..",
            "org.slf4j..",
            "io.micrometer..")
        .check(classes);
  }

  @Test
  void shouldReadNoWallClockInTheFunctionalCore() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAnyPackage(
            "io.efollowup.glucose..",
            "io.efollowup.telemetry..",
            "io.efollowup.forecast..",
            "io.efollowup.insight..",
            "io.efollowup.monitor.core..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(classes);
  }

  @Test
  void shouldHaveNoCyclesBetweenModules() {
    slices().matching("io.efollowup.(*)..").should().beFreeOfCycles().check(classes);
  }

  private static boolean isForbidden(Dependency dependency) {
    Optional<String> origin = module(dependency.getOriginClass());
    Optional<String> target = module(dependency.getTargetClass());
    return origin.isPresent()
        && target.isPresent()
        && !origin.equals(target)
        && MAY_IMPORT.containsKey(origin.get())
        && !MAY_IMPORT.get(origin.get()).contains(target.get());
  }

  private static boolean crosses(Dependency dependency) {
    Optional<String> target = module(dependency.getTargetClass());
    return target.isPresent() && !target.equals(module(dependency.getOriginClass()));
  }

  private static Optional<String> module(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) {
      return Optional.empty();
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
  }
}
