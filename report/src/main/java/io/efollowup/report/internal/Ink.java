package io.efollowup.report.internal;

import io.efollowup.glucose.GlucoseZone;

/** The colours of paper: the light tokens, and tints of them mixed with white beforehand. */
enum Ink {
  WHITE(0xFFFFFF),
  LINE(0xE4E4E0),
  TEXT(0x1D2126),
  MUTED(0x5B636E),
  FAINT(0x8B939E),
  ACCENT(0x1F5FBF),
  VERY_LOW(0x9B1C31),
  LOW(0xD64545),
  TARGET(0x2E8B6A),
  HIGH(0xE0A100),
  VERY_HIGH(0xC65D00),
  TARGET_TINT(0xEAF4F0),
  BAND_OUTER(0xD5DDE6),
  BAND_INNER(0xA3B4C6),
  RISK_A(0xFFFFFF),
  RISK_B(0xEEF0F3),
  RISK_C(0xDDE1E7),
  RISK_D(0xC9CFD8),
  RISK_E(0xB4BCC8),
  FORECAST(0x6B5BD2),
  FORECAST_OUTER(0xE9E6F8),
  FORECAST_INNER(0xCBC6EF);

  private final int rgb;

  Ink(int rgb) {
    this.rgb = rgb;
  }

  float red() {
    return (rgb >> 16 & 0xFF) / 255f;
  }

  float green() {
    return (rgb >> 8 & 0xFF) / 255f;
  }

  float blue() {
    return (rgb & 0xFF) / 255f;
  }

  static Ink of(GlucoseZone zone) {
    return switch (zone) {
      case VERY_LOW -> VERY_LOW;
      case LOW -> LOW;
      case TARGET -> TARGET;
      case HIGH -> HIGH;
      case VERY_HIGH -> VERY_HIGH;
    };
  }
}
