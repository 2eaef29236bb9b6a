package io.efollowup.server.config;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.hub.ReportedAllowList;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every setting there is. A setting that is not in {@link #ALL} does not exist. */
public final class Settings {
  public static final Setting<Integer> PORTAL_PORT =
      new Setting<>(
          "portal.port",
          "8443",
          "Port of the portal (HTTPS); 0 takes any free one.",
          Settings::port);

  public static final Setting<String> PORTAL_BIND =
      new Setting<>(
          "portal.bind",
          "127.0.0.1",
          "Address the portal listens on; 0.0.0.0 for every interface.",
          Settings::text);

  public static final Setting<Duration> PORTAL_IDLE_SIGN_OUT =
      new Setting<>(
          "portal.idle-sign-out",
          "PT15M",
          "A session without a request for this long ends (ISO-8601 duration).",
          Readers::duration);

  public static final Setting<String> PORTAL_METRICS_TOKEN =
      new Setting<>(
          "portal.metrics-token",
          "",
          "Bearer token that opens /metrics from other machines; empty: loopback only.",
          UnaryOperator.identity());

  public static final Setting<String> HUB_BIND =
      new Setting<>(
          "hub.bind",
          "127.0.0.1",
          "Address the hub's doors listen on; 0.0.0.0 for every interface.",
          Settings::text);

  public static final Setting<Integer> HUB_HTTPS_PORT =
      new Setting<>(
          "hub.https.port",
          "8444",
          "Port of the hub's HTTPS door; Azure's client libraries call 443. 0 takes any free one.",
          Settings::port);

  public static final Setting<Integer> HUB_AMQPS_PORT =
      new Setting<>(
          "hub.amqps.port",
          "5671",
          "Port of the hub's AMQP door; client libraries call 5671. 0 takes any free one.",
          Settings::port);

  public static final Setting<Integer> HUB_MQTTS_PORT =
      new Setting<>(
          "hub.mqtts.port",
          "8883",
          "Port of the hub's MQTT door; client libraries call 8883. 0 takes any free one.",
          Settings::port);

  public static final Setting<List<String>> HUB_NAMES =
      new Setting<>(
          "hub.names",
          "",
          "Names the hub answers to, comma-separated: its certificate carries them and token scopes"
              + " are checked against them. Empty: localhost, 127.0.0.1, ::1 and the machine's"
              + " name.",
          Readers::names);

  public static final Setting<ForeignMessages> HUB_FOREIGN_MESSAGES =
      new Setting<>(
          "hub.foreign-messages",
          "refuse",
          "Messages that are not this platform's telemetry: refuse, or accept (acknowledged,"
              + " discarded, counted).",
          ForeignMessages::read);

  public static final Setting<List<String>> HUB_TWIN_REPORTED =
      new Setting<>(
          "hub.twin.reported",
          "",
          "Names of the properties a device may report in its twin, comma-separated, or * for any."
              + " Empty: "
              + String.join(", ", ReportedAllowList.standard().names())
              + "; any where hub.foreign-messages is accept.",
          Readers::reportedNames);

  public static final Setting<Integer> HUB_TWIN_REPORTED_BYTES =
      new Setting<>(
          "hub.twin.reported-bytes",
          "1024",
          "The largest value of one reported property, as compact JSON: 1 to 32768 bytes.",
          Readers::reportedBytes);

  public static final Setting<ZoneId> PATIENT_ZONE =
      new Setting<>(
          "patient.zone", "UTC", "IANA zone of a patient for whom none is stated.", Readers::zone);

  public static final Setting<GlucoseUnit> PATIENT_UNIT =
      new Setting<>(
          "patient.unit",
          "mmol/L",
          "Unit shown for a patient, and to a person, for whom none is stated: mmol/L or mg/dL.",
          Readers::unit);

  public static final Setting<Duration> MONITOR_SIGNAL_LOSS =
      new Setting<>(
          "monitor.signal-loss",
          "PT20M",
          "Without a current reading for this long, signal loss is raised (ISO-8601 duration).",
          Readers::duration);

  public static final Setting<Duration> JOURNAL_RETENTION =
      new Setting<>(
          "journal.retention",
          "P7D",
          "How long the journal keeps what is already in the record (ISO-8601 duration).",
          Readers::duration);

  public static final Setting<String> KEY_SOURCE =
      new Setting<>(
          "key.source",
          "file:keys/master.key",
          "Where the master key comes from: file:PATH (relative to the data directory),"
              + " variable:NAME, or passphrase-variable:NAME.",
          Settings::text);

  public static final Setting<String> TLS_CERTIFICATE =
      new Setting<>(
          "tls.certificate",
          "",
          "PEM file of the operator's certificate chain; empty: the installation's own authority.",
          UnaryOperator.identity());

  public static final Setting<String> TLS_KEY =
      new Setting<>(
          "tls.key",
          "",
          "PEM file of that certificate's private key (PKCS#8).",
          UnaryOperator.identity());

  public static final Setting<LogFormat> LOG_FORMAT =
      new Setting<>("log.format", "text", "Log lines as text or json.", LogFormat::read);

  /** In the order of the reference page. */
  public static final List<Setting<?>> ALL = all();

  private static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>();
    all.addAll(
        List.of(
            PORTAL_PORT,
            PORTAL_BIND,
            PORTAL_IDLE_SIGN_OUT,
            PORTAL_METRICS_TOKEN,
            HUB_BIND,
            HUB_HTTPS_PORT,
            HUB_AMQPS_PORT,
            HUB_MQTTS_PORT,
            HUB_NAMES,
            HUB_FOREIGN_MESSAGES,
            HUB_TWIN_REPORTED,
            HUB_TWIN_REPORTED_BYTES));
    all.addAll(LimitSettings.ALL);
    all.addAll(
        List.of(
            PATIENT_ZONE,
            PATIENT_UNIT,
            MONITOR_SIGNAL_LOSS,
            JOURNAL_RETENTION,
            KEY_SOURCE,
            TLS_CERTIFICATE,
            TLS_KEY,
            LOG_FORMAT));
    return List.copyOf(all);
  }

  /** What becomes of a message that is not telemetry. */
  public enum ForeignMessages {
    REFUSE,
    ACCEPT;

    static ForeignMessages read(String text) {
      return switch (text) {
        case "refuse" -> REFUSE;
        case "accept" -> ACCEPT;
        default -> throw new IllegalArgumentException("expected refuse or accept");
      };
    }
  }

  /** How log lines look. */
  public enum LogFormat {
    TEXT,
    JSON;

    static LogFormat read(String text) {
      return switch (text) {
        case "text" -> TEXT;
        case "json" -> JSON;
        default -> throw new IllegalArgumentException("expected text or json");
      };
    }
  }

  private Settings() {}

  private static String text(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("expected a value");
    }
    return text;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, as for a number out of range.
    }
    throw new IllegalArgumentException("expected a port from 0 to 65535");
  }
}
