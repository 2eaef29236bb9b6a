package io.efollowup.hub.internal;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent encoding as RFC 3986 has it: unlike form encoding, a plus is a plus. Safe for use by
 * several threads.
 */
public final class PercentEncoding {
  private static final String UNRESERVED_MARKS = "-._~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  /**
   * Decodes; refuses an escape that is cut short or not hexadecimal, and bytes that are not UTF-8.
   */
  public static String decode(String text) {
    int first = text.indexOf('%');
    if (first < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    bytes.writeBytes(text.substring(0, first).getBytes(StandardCharsets.UTF_8));
    int at = first;
    while (at < text.length()) {
      if (text.charAt(at) == '%') {
        bytes.write(octet(text, at));
        at += 3;
      } else {
        int next = text.indexOf('%', at);
        int end = next < 0 ? text.length() : next;
        bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
        at = end;
      }
    }
    return utf8(bytes.toByteArray());
  }

  /** Encodes everything but letters, digits and {@code - . _ ~}. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (isUnreserved(character)) {
        encoded.append(character);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED_MARKS.indexOf(c) >= 0;
  }

  private static int octet(String text, int at) {
    if (at + 2 >= text.length()
        || !HexFormat.isHexDigit(text.charAt(at + 1))
        || !HexFormat.isHexDigit(text.charAt(at + 2))) {
      throw malformed();
    }
    return HexFormat.fromHexDigits(text, at + 1, at + 3);
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static HubException malformed() {
    return new HubException(
        HubError.MALFORMED_REQUEST,
        "A percent escape is not two hexadecimal digits of UTF-8 text.");
  }
}
