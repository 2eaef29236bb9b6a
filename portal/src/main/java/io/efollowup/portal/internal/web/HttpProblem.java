package io.efollowup.portal.internal.web;

import java.util.Map;

/** A request that cannot be answered as asked, with a stable word for why. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, as a stable word of the API and key of the sentence on the error page. */
  public enum Kind {
    BAD_REQUEST(400, "bad-request"),
    UNAUTHENTICATED(401, "unauthenticated"),
    FORBIDDEN(403, "forbidden"),
    FORGED(403, "forged"),
    NOT_FOUND(404, "not-found"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed"),
    TOO_LARGE(413, "too-large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type"),
    TOO_MANY_ATTEMPTS(429, "too-many-attempts"),
    INTERNAL(500, "internal"),
    UNAVAILABLE(503, "unavailable");

    private final int status;
    private final String word;

    Kind(int status, String word) {
      this.status = status;
      this.word = word;
    }

    public int status() {
      return status;
    }

    public String word() {
      return word;
    }

    /** The kind for a status the web toolkit chose. */
    public static Kind ofStatus(int status) {
      for (Kind kind : values()) {
        if (kind.status == status) {
          return kind;
        }
      }
      return status < 500 ? BAD_REQUEST : INTERNAL;
    }
  }

  private final Kind kind;

  /**
   * @param detail what is wrong and what to do, for the API; without health data or identities
   */
  public HttpProblem(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  public static HttpProblem notFound() {
    return new HttpProblem(Kind.NOT_FOUND, "There is nothing here that you may see.");
  }

  public static HttpProblem badRequest(String detail) {
    return new HttpProblem(Kind.BAD_REQUEST, detail);
  }

  public Kind kind() {
    return kind;
  }

  /** As {@code application/problem+json} (RFC 9457). */
  public Reply toJson() {
    return Reply.of(
        kind.status(),
        "application/problem+json",
        Json.bytes(
            Map.of(
                "type", "about:blank",
                "title", kind.word(),
                "status", kind.status(),
                "detail", getMessage())));
  }
}
