package io.efollowup.hub;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Which device ids the hub takes: 1 to 128 ASCII letters, digits and {@code - . + % _ # * ? ! ( ) ,
 * = @ $ '}, case-sensitive.
 *
 * <p>A device id travels in addresses and stands outside the identity vault, so it must tell
 * nothing about a person. Refused as looking like a telephone, national or record number:
 *
 * <ul>
 *   <li>5 to 20 digits with nothing but separators between and around them ({@code 13800138000},
 *       {@code +1-202-555-0143}, {@code 110101199003077775}), a final {@code X} allowed;
 *   <li>such a number of at least 4 digits behind a word that names it ({@code MRN0012345}, {@code
 *       patient-2041});
 *   <li>any id that holds a Chinese mobile number on its own ({@code cgm-13800138000}).
 * </ul>
 */
public final class DeviceIds {
  private static final int LONGEST = 128;
  private static final int OPAQUE_LENGTH = 24;
  private static final String OPAQUE_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9\\-.+%_#*?!(),=@$']+");
  private static final Pattern SEPARATORS = Pattern.compile("[^A-Za-z0-9]");
  private static final Pattern NUMBER = Pattern.compile("\\d{5,20}|\\d{17}[Xx]");
  private static final Pattern NAMED_NUMBER =
      Pattern.compile(
          "(?i)(mrn|emr|ehr|pid|patient|patientid|ssn|nhs|case|caseno|record|recordno"
              + "|idcard|tel|phone|mobile|cell)\\d{4,20}");
  private static final Pattern MOBILE =
      Pattern.compile("(?<![0-9A-Fa-f])1[3-9]\\d{9}(?![0-9A-Fa-f])");

  private DeviceIds() {}

  /** A new random id that says nothing: a letter and 23 letters and digits, about 115 bits. */
  public static String opaque() {
    StringBuilder id = new StringBuilder(OPAQUE_LENGTH).append('d');
    while (id.length() < OPAQUE_LENGTH) {
      id.append(OPAQUE_ALPHABET.charAt(RANDOM.nextInt(OPAQUE_ALPHABET.length())));
    }
    return id.toString();
  }

  /** Returns the id, or refuses it with {@link HubError#DEVICE_ID_REFUSED} and says why. */
  public static String require(String id) {
    if (id.isEmpty() || id.length() > LONGEST) {
      throw refused("A device id has 1 to 128 characters.");
    }
    if (!ALLOWED.matcher(id).matches() || id.equals(".") || id.equals("..")) {
      throw refused(
          "A device id is made of ASCII letters, digits and - . + % _ # * ? ! ( ) , = @ $ '");
    }
    if (looksPersonal(id)) {
      throw refused(
          "This id looks like a telephone or record number. A device id must tell nothing about a"
              + " person: use a random one.");
    }
    return id;
  }

  private static boolean looksPersonal(String id) {
    String bare = SEPARATORS.matcher(id).replaceAll("");
    return NUMBER.matcher(bare).matches()
        || NAMED_NUMBER.matcher(bare).matches()
        || MOBILE.matcher(id).find();
  }

  private static HubException refused(String why) {
    return new HubException(HubError.DEVICE_ID_REFUSED, why);
  }
}
