package io.efollowup.report.internal;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.insight.WearFindings;
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

  WearFindings findings() {
    return analysis.findings();
  }

  Targets targets() {
    return analysis.targets();
  }

  Heading heading() {
    boolean warning =
        switch (analysis.sufficiency().level()) {
          case ENOUGH -> false;
          case NOTHING, TOO_SHORT, SPARSE -> true;
        };
    return new Heading(
        title(),
        period(),
        FiguresCard.sufficiency(this),
        warning,
        analysis.zone(),
        options,
        words,
        numbers);
  }

  String title() {
    int days = analysis.period().days();
    return days == 1 ? words.say("title.single") : words.say("title", days);
  }

  String period() {
    return words.period(analysis.period());
  }
}
