package io.efollowup.report.internal;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.insight.NinetyDayAnalysis;
import io.efollowup.report.ReportOptions;
import java.util.OptionalDouble;

/** What every part of a ninety-day report's drawing needs. */
record Programme(NinetyDayAnalysis analysis, ReportOptions options, Words words, Numbers numbers) {
  static Programme of(NinetyDayAnalysis analysis, ReportOptions options) {
    Words words = Words.of(options.language());
    return new Programme(
        analysis, options, words, new Numbers(options.unit(), words, analysis.zone()));
  }

  /** HbA1c or its estimate in percent, one decimal. */
  String a1c(double percent) {
    return words.say("a1c.percent", numbers.onePlace(percent));
  }

  String a1c(OptionalDouble percent) {
    return percent.isPresent() ? a1c(percent.getAsDouble()) : words.say("none");
  }

  /** The same in mmol/mol, whole. */
  String ifcc(double percent) {
    return words.say("a1c.ifcc", Math.round(GlycatedHaemoglobin.mmolPerMolOf(percent)));
  }

  /** A difference with its sign. */
  String signed(double difference, int places) {
    String number = numbers.places(Math.abs(difference), places);
    boolean zero = Double.parseDouble(number) == 0;
    return (zero ? "±" : difference > 0 ? "+" : "−") + number;
  }
}
