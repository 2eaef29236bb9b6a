package io.efollowup.portal.internal.access;

import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Request;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recognises requests another site made a browser send. Forms carry a token that belongs to the
 * browser's session cookie; the API, which has no forms, demands JSON and its own origin, which no
 * other site's page can send.
 */
public final class Forgery {
  private static final int TOKEN_BYTES = 24;
  private final byte[] key = Secrets.randomKey();

  /** The token for forms shown to whoever holds this cookie. */
  public String token(String cookie) {
    return Secrets.keyedDigest(key, cookie, TOKEN_BYTES);
  }

  /** Refuses a form or script request of somebody signed in without the token of the session. */
  public void checkForm(Request request) {
    checkForm(request, Cookies.SESSION);
  }

  /**
   * Refuses a form that is open to everybody and carries the token of no cookie of this browser. A
   * browser keeps the cookie of a session that has ended; the sign-in form it is shown then belongs
   * to its visit.
   */
  public void checkOpenForm(Request request) {
    checkForm(request, Cookies.SESSION, Cookies.VISIT);
  }

  private void checkForm(Request request, String... cookies) {
    checkOrigin(request);
    Optional<String> given = request.field("_csrf").or(() -> request.header("x-csrf-token"));
    boolean belongs =
        Stream.of(cookies)
            .flatMap(name -> request.cookie(name).stream())
            .anyMatch(cookie -> given.isPresent() && Secrets.same(token(cookie), given.get()));
    if (!belongs) {
      throw forged();
    }
  }

  /** Refuses an API request that changes something and was not sent by this origin or a program. */
  public void checkApi(Request request) {
    checkOrigin(request);
    boolean json =
        request
            .header("content-type")
            .map(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
            .orElse(request.body().length == 0 && request.method().equals("DELETE"));
    if (!json) {
      throw new HttpProblem(
          HttpProblem.Kind.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
    }
  }

  private static void checkOrigin(Request request) {
    boolean otherSite =
        request.header("sec-fetch-site").filter(site -> site.equals("cross-site")).isPresent();
    Optional<String> origin = request.header("origin");
    boolean otherOrigin =
        origin.isPresent()
            && !origin.get().equalsIgnoreCase("https://" + request.header("host").orElse(""));
    if (otherSite || otherOrigin) {
      throw forged();
    }
  }

  private static HttpProblem forged() {
    return new HttpProblem(
        HttpProblem.Kind.FORGED, "This request did not come from a page of this portal.");
  }
}
