package io.efollowup.hub;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service calls a device's method.
 *
 * @param device the device
 * @param name 1 to 100 printable ASCII characters other than space, {@code /}, {@code #} and {@code
 *     +}
 * @param payload JSON of at most 128 KB
 * @param connectTimeout how long to wait for a device that is not there, 0 to 300 seconds
 * @param responseTimeout how long to wait for its answer, 5 to 300 seconds
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time
public record MethodCall(
    String device,
    String name,
    Optional<byte[]> payload,
    Duration connectTimeout,
    Duration responseTimeout) {
  /** How long a device has to answer where the caller does not say. */
  public static final Duration STANDARD_RESPONSE_TIMEOUT = Duration.ofSeconds(30);

  /** The largest payload, of a call and of its answer. */
  static final int LARGEST_PAYLOAD = 128 * 1024;

  private static final Pattern NAME = Pattern.compile("[!-~&&[^/#+]]{1,100}");
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(300);

  public MethodCall {
    require(
        NAME.matcher(name).matches(),
        "A method's name is 1 to 100 printable ASCII characters without space, /, # and +.");
    require(
        !connectTimeout.isNegative() && connectTimeout.compareTo(LONGEST) <= 0,
        "The time to wait for a device to connect is 0 to 300 seconds.");
    require(
        responseTimeout.compareTo(SHORTEST) >= 0 && responseTimeout.compareTo(LONGEST) <= 0,
        "The time to wait for a device's answer is 5 to 300 seconds.");
    if (payload.map(json -> json.length).orElse(0) > LARGEST_PAYLOAD) {
      throw new HubException(
          HubError.MESSAGE_TOO_LARGE, "The payload of a method has at most 128 KB.");
    }
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new HubException(HubError.MALFORMED_REQUEST, otherwise);
    }
  }

  /** Says nothing of the call. */
  @Override
  public String toString() {
    return "MethodCall[hidden]";
  }
}
