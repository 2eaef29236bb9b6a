package io.efollowup.telemetry.internal;

import io.efollowup.glucose.CareEvent.InsulinAction;
import io.efollowup.telemetry.RefusalReason;
import java.util.regex.Pattern;

/**
 * Numbers of the journal's form of a message, version 1. They are on disk: none may change or be
 * used again, whatever happens to the enums.
 *
 * <pre>
 * message   = version(1 byte) session:text count reading* count event* count refusal*
 * reading   = flags seconds:delta [offset] [value] [trend]
 *             flags: bits 0-1 kind of value, bit 2 has a trend, bit 3 same offset as before,
 *             bits 4-5 form of the value, bits 6-7 form of the trend
 * event     = kind seconds:delta nanos offset id(16 bytes) fields
 * refusal   = place [index | text] reason size digest
 * count, nanos, size = varint; delta, offset = zigzag varint
 * number    = in form 0: 8 bytes; in form 1, 2, 3: zigzag varint of ones, tenths, hundredths
 * </pre>
 */
final class AdmittedForm {
  static final int VERSION = 1;

  static final int VALUE_MG_DL = 0;
  static final int VALUE_MMOL_L = 1;
  static final int VALUE_LOW = 2;
  static final int VALUE_HIGH = 3;
  static final int HAS_TREND = 1 << 2;
  static final int SAME_OFFSET = 1 << 3;
  static final int VALUE_FORM_SHIFT = 4;
  static final int TREND_FORM_SHIFT = 6;

  static final int MEAL = 1;
  static final int INSULIN = 2;
  static final int EXERCISE = 3;
  static final int MEDICATION = 4;
  static final int FINGERSTICK = 5;

  static final int PLACE_MESSAGE = 0;
  static final int PLACE_READING = 1;
  static final int PLACE_EVENT = 2;
  static final int PLACE_TEXT = 3;

  static final int DIGEST_HEX = 0;
  static final int DIGEST_TEXT = 1;

  /** Places with an index that is written in the one usual way. */
  static final Pattern INDEXED = Pattern.compile("(readings|events)\\[(0|[1-9][0-9]{0,8})]");

  /** Digests whose hexadecimal form can be had back from their bytes. */
  static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2})*");

  private AdmittedForm() {}

  static int number(RefusalReason reason) {
    return switch (reason) {
      case MALFORMED -> 1;
      case MISSING_FIELD -> 2;
      case BAD_TIME -> 3;
      case BAD_UNIT -> 4;
      case IMPOSSIBLE_GLUCOSE -> 5;
      case SUSPECTED_UNIT_ERROR -> 6;
      case OUT_OF_BOUNDS -> 7;
      case UNKNOWN_KIND -> 8;
      case FUTURE -> 9;
      case CONFLICT -> 10;
      case UNKNOWN_FIELD -> 11;
      case UNKNOWN_TERM -> 12;
    };
  }

  static RefusalReason reason(int number) {
    for (RefusalReason reason : RefusalReason.values()) {
      if (number(reason) == number) {
        return reason;
      }
    }
    throw new IllegalArgumentException("not an admitted message: unknown reason");
  }

  static int number(InsulinAction action) {
    return switch (action) {
      case RAPID -> 1;
      case SHORT -> 2;
      case INTERMEDIATE -> 3;
      case LONG -> 4;
      case MIXED -> 5;
    };
  }

  static InsulinAction action(int number) {
    for (InsulinAction action : InsulinAction.values()) {
      if (number(action) == number) {
        return action;
      }
    }
    throw new IllegalArgumentException("not an admitted message: unknown action of insulin");
  }

  /** The divisor that a number's form stands for; 0 for the form of 8 bytes. */
  static int divisor(int form) {
    return switch (form) {
      case 1 -> 1;
      case 2 -> 10;
      case 3 -> 100;
      default -> 0;
    };
  }

  /** The shortest form in which this number is exact to the bit. */
  static int formOf(double value) {
    for (int form = 1; form <= 3; form++) {
      double scaled = Math.rint(value * divisor(form));
      if (Math.abs(scaled) < 1e9
          && Double.doubleToLongBits((long) scaled / (double) divisor(form))
              == Double.doubleToLongBits(value)) {
        return form;
      }
    }
    return 0;
  }
}
