package io.efollowup.server.admin;

import java.util.Locale;

/** The forms a report is written in. */
public enum ReportFormat {
  PDF,
  JSON;

  /** The form of a word; an empty one is PDF. */
  public static ReportFormat of(String word) {
    return switch (word) {
      case "", "pdf" -> PDF;
      case "json" -> JSON;
      default -> throw new AdministrationProblem("--format is pdf or json");
    };
  }

  /** How the names of its files end, without the dot. */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }
}
