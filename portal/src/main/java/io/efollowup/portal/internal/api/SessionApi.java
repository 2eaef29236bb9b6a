package io.efollowup.portal.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.efollowup.portal.internal.access.Cookies;
import io.efollowup.portal.internal.access.Sessions;
import io.efollowup.portal.internal.access.SignIn;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Json;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;

/** {@code /api/v1/session}: signing in and out for programs. */
public final class SessionApi {
  private final SignIn signIn;
  private final Sessions sessions;

  public SessionApi(SignIn signIn, Sessions sessions) {
    this.signIn = signIn;
    this.sessions = sessions;
  }

  /** POST {@code {"user","password"}}. */
  public Reply begin(Request request) {
    JsonNode body = Json.object(request.body());
    String user = text(body, "user");
    String password = text(body, "password");
    return switch (signIn.attempt(user, password)) {
      case SignIn.Outcome.Accepted(var account) ->
          Cookies.set(Reply.noContent(), Cookies.SESSION, sessions.begin(account).cookie());
      case SignIn.Outcome.Refused() ->
          throw new HttpProblem(
              HttpProblem.Kind.UNAUTHENTICATED, "The user name or the password is not right.");
      case SignIn.Outcome.Locked ignored ->
          throw new HttpProblem(
              HttpProblem.Kind.TOO_MANY_ATTEMPTS,
              "Too many failed attempts with this name. Try again later.");
    };
  }

  /** DELETE. */
  public Reply end(Request request, Viewer viewer) {
    sessions.end(viewer.session());
    return Cookies.remove(Reply.noContent(), Cookies.SESSION);
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isTextual()) {
      throw HttpProblem.badRequest("The body needs a text \"" + field + "\".");
    }
    return value.textValue();
  }
}
