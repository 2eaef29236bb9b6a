package io.efollowup.report;

import java.util.Locale;

/** The languages a report is written in. */
public enum Language {
  /** Simplified Chinese. */
  ZH(Locale.forLanguageTag("zh-CN")),
  /** English. */
  EN(Locale.forLanguageTag("en"));

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** The language's locale, whose tag stands in the document. */
  public Locale locale() {
    return locale;
  }
}
