package io.efollowup.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoldenScenariosTest {
  @TestFactory
  Stream<DynamicTest> shouldGiveTheOutputsOfEveryScenario() throws IOException {
    return scenarios().stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), scenario::play));
  }

  private record Scenario(String name, List<String> lines) {
    void play() {
      var patient = new CorePatient();
      for (String line : lines) {
        String[] parts = line.split("=>", 2);
        assertThat(ScenarioText.written(patient.step(ScenarioText.input(parts[0].trim()))))
            .as(line)
            .isEqualTo(parts[1].trim());
        assertThat(PatientState.decode(patient.state().encoded())).isEqualTo(patient.state());
      }
    }
  }

  private static List<Scenario> scenarios() throws IOException {
    List<Scenario> scenarios = new ArrayList<>();
    try (var in = GoldenScenariosTest.class.getResourceAsStream("scenarios.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith("scenario ")) {
          scenarios.add(new Scenario(line.substring(9), new ArrayList<>()));
        } else if (!line.isBlank() && !line.startsWith("#")) {
          scenarios.getLast().lines().add(line);
        }
      }
    }
    return scenarios;
  }
}
