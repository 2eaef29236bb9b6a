package io.efollowup.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What programs and machines see. */
class MachinesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static RunningPortal portal;
  private static Browser program;

  @BeforeAll
  static void start() {
    portal = new RunningPortal(new SteeredClock(NOW), 0);
    SyntheticClinic clinic = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
    PatientId patient = clinic.patient("P-API001", DiabetesType.TYPE_1, 1990, GlucoseUnit.MMOL_L);
    clinic.patient("P-API002", DiabetesType.TYPE_1, 1990, GlucoseUnit.MMOL_L);
    clinic.reading(patient, NOW.minusSeconds(900), new GlucoseValue.Measured(Glucose.mmol(7.05)));
    clinic.reading(patient, NOW.minusSeconds(600), new GlucoseValue.Measured(Glucose.mgdl(126)));
    clinic.reading(patient, NOW.minusSeconds(300), GlucoseValue.OutOfRange.LOW);
    clinic.account("doctor", Role.DOCTOR, "en", Optional.empty());
    program = new Browser(portal);
    program.signInAsProgram("doctor", SyntheticClinic.PASSWORD);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void shouldRefuseAnAddressWhoseQueryCannotBeDecoded() throws IOException {
    try (var socket = program.connection()) {
      socket
          .getOutputStream()
          .write("GET /?day=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 400").contains("content-security-policy", "<h1>");
    }
  }

  @Test
  void shouldTellReadingsAsTheyWereMeasured() throws IOException {
    JsonNode readings = json(program.get("/api/v1/patients/P-API001/readings"));

    assertThat(readings).hasSize(3);
    assertThat(readings.get(0).get("glucose").doubleValue()).isEqualTo(7.05);
    assertThat(readings.get(0).get("unit").textValue()).isEqualTo("mmol/L");
    assertThat(readings.get(0).get("at").textValue()).endsWith("+08:00");
    assertThat(readings.get(1).get("unit").textValue()).isEqualTo("mg/dL");
    assertThat(readings.get(2).get("outOfRange").textValue()).isEqualTo("low");
    assertThat(readings.get(2).has("glucose")).isFalse();
    assertThat(Instant.parse(readings.get(2).get("receivedAt").textValue()))
        .isEqualTo(NOW.minusSeconds(298));
  }

  @Test
  void shouldCutReadingsToTheSpanAskedFor() throws IOException {
    String from = NOW.minusSeconds(600).toString();
    String to = "2026-11-20T15:55:00%2B08:00";
    JsonNode readings =
        json(program.get("/api/v1/patients/P-API001/readings?from=" + from + "&to=" + to));

    assertThat(readings).hasSize(1);
    HttpResponse<String> bad = program.get("/api/v1/patients/P-API001/readings?from=yesterday");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("\\\"from\\\" must be a time in ISO 8601");
  }

  @Test
  void shouldTellEveryMetricOrWhyItIsMissing() throws IOException {
    JsonNode metrics = json(program.get("/api/v1/patients/P-API001/metrics"));
    JsonNode none = json(program.get("/api/v1/patients/P-API002/metrics"));

    assertThat(metrics.get("readings").intValue()).isEqualTo(3);
    assertThat(metrics.get("mean").doubleValue())
        .isCloseTo((7.05 * 18.01559 + 126) / 2, within(1e-9));
    for (MetricKey key : MetricKey.values()) {
      assertThat(metrics.has(key.key())).as(key.key()).isTrue();
      assertThat(none.get(key.key()).isNull()).as(key.key()).isTrue();
      assertThat(none.get("unavailable").get(key.key()).textValue()).isNotBlank();
    }
  }

  @Test
  void shouldDescribeEveryRouteOfTheApiAndNoOther() throws IOException {
    JsonNode paths = json(new Browser(portal).get("/api/v1/openapi.json")).get("paths");

    for (RouteOfApi route : RouteOfApi.of(portal.routes())) {
      assertThat(paths.path(route.path()).has(route.method()))
          .as("%s %s", route.method(), route.path())
          .isTrue();
    }
    long described = paths.valueStream().mapToLong(JsonNode::size).sum();
    assertThat(described).isEqualTo(RouteOfApi.of(portal.routes()).size());
  }

  @Test
  void shouldTellProblemsAsProblemDocuments() {
    HttpResponse<String> missing = program.get("/api/v1/patients/P-NOBODY9/readings");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(program.get("/api/v1/nothing").headers().firstValue("content-type"))
        .contains("application/problem+json");
  }

  @Test
  void shouldSayWhyItIsNotReady() {
    assertThat(program.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(program.get("/health/ready").statusCode()).isEqualTo(200);
    portal.notReady.set(Optional.of("The disk of the journal is full."));
    HttpResponse<String> answer = program.get("/health/ready");
    portal.notReady.set(Optional.empty());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("The disk of the journal is full.");
  }

  @Test
  void shouldShowFiguresOnTheLoopbackInterface() {
    HttpResponse<String> answer = new Browser(portal).get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("# figures");
  }

  @Test
  void shouldSendSecurityHeadersWithEverything() {
    for (String path :
        new String[] {"/", "/sign-in", "/nothing", "/health/live", "/api/v1/patients"}) {
      HttpResponse<String> answer = new Browser(portal).get(path);
      assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
          .contains("script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
      assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
      assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    }
  }

  @Test
  void shouldLetBrowsersKeepFilesForEverAndLoadNothingFromElsewhere() {
    String page = program.get("/?show=all").body();
    var matcher = java.util.regex.Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
    while (matcher.find()) {
      String address = matcher.group(1);
      assertThat(address).matches("[/#].*").doesNotStartWith("//");
      if (address.startsWith("/assets/")) {
        HttpResponse<String> file = program.get(address);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
      }
    }
    assertThat(page).doesNotContain(" style=\"", "<script>");
  }

  @Test
  void shouldSaySameThingsInEachLanguage() {
    String bundle = "io.efollowup.portal.messages";
    assertThat(ResourceBundle.getBundle(bundle, Locale.CHINESE).keySet())
        .isEqualTo(ResourceBundle.getBundle(bundle, Locale.ENGLISH).keySet());
    assertThat(Words.in(Locale.CHINESE).say("nav.patients")).isEqualTo("患者");
    assertThat(Words.in(Locale.FRENCH).tag()).isEqualTo("en");
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
