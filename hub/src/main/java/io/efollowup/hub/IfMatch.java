package io.efollowup.hub;

/**
 * The condition under which a change is to be made: the tag the caller has seen, or none.
 *
 * @param etag without quotes; {@code *} for any
 */
public record IfMatch(String etag) {
  private static final IfMatch ANY = new IfMatch("*");

  /** Whatever the identity's tag is. */
  public static IfMatch any() {
    return ANY;
  }

  /** Reads a header as client libraries write it: bare or in quotes, the star too. */
  public static IfMatch parse(String header) {
    String text = header.strip();
    if (text.startsWith("W/")) {
      text = text.substring(2);
    }
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    return new IfMatch(text);
  }

  /** Refuses with {@link HubError#PRECONDITION_FAILED} when the tag is another one. */
  void check(String actual) {
    if (!etag.equals("*") && !etag.equals(actual)) {
      throw new HubException(
          HubError.PRECONDITION_FAILED,
          "The device was changed by someone else; read it again and repeat the change.");
    }
  }
}
