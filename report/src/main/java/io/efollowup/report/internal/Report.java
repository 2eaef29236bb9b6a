package io.efollowup.report.internal;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.report.ReportOptions;

/** What every part of a report's drawing needs. */
record Report(
    SevenDayAnalysis analysis, ReportOptions options, Words words, Numbers numbers, Scale scale) {

  static Report of(SevenDayAnalysis analysis, ReportOptions options) {
    Words words = Words.of(options.language());
    Numbers numbers = new Numbers(options.unit(), words, analysis.zone());
    return new Report(analysis, options, words, numbers, Scale.of(analysis, options.unit()));
  }

  /** The patient's limits in the shown unit. */
  GlucoseThresholds.Limits limits() {
    return analysis.thresholds().in(options.unit());
  }

  Targets targets() {
    return analysis.targets();
  }

  String title() {
    int days = analysis.period().days();
    return days == 1 ? words.say("title.single") : words.say("title", days);
  }

  String period() {
    String first = words.date(analysis.period().firstDay());
    return analysis.period().days() == 1
        ? words.say("period.single", first)
        : words.say("period", first, words.date(analysis.period().lastDay()));
  }
}
