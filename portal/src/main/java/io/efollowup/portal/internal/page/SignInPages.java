package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.access.Cookies;
import io.efollowup.portal.internal.access.Guard;
import io.efollowup.portal.internal.access.Sessions;
import io.efollowup.portal.internal.access.SignIn;
import io.efollowup.portal.internal.access.ViewAudit;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import java.util.Map;
import java.util.Optional;

/** Signing in and out. */
public final class SignInPages {
  private final SignIn signIn;
  private final Sessions sessions;
  private final Guard guard;
  private final Frames frames;
  private final ViewAudit audit;

  public SignInPages(
      SignIn signIn, Sessions sessions, Guard guard, Frames frames, ViewAudit audit) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.guard = guard;
    this.frames = frames;
    this.audit = audit;
  }

  /** {@code GET /sign-in}. */
  public Reply show(Request request) {
    if (guard.viewer(request).isPresent()) {
      return Reply.seeOther("/");
    }
    String next = ownPath(request.queryParameter("next"));
    String notice = request.queryParameter("ended").isPresent() ? "sign-in.ended" : "";
    return page(request, 200, notice, next);
  }

  /** {@code POST /sign-in}. */
  public Reply enter(Request request) {
    String next = ownPath(request.field("next"));
    String name = request.field("name").orElse("");
    String password = request.field("password").orElse("");
    return switch (signIn.attempt(name, password)) {
      case SignIn.Outcome.Accepted(var account) -> {
        // A new cookie at sign-in: one that somebody planted before opens nothing.
        guard.viewer(request).map(Viewer::session).ifPresent(sessions::end);
        Reply reply = Reply.seeOther(next);
        reply = Cookies.set(reply, Cookies.SESSION, sessions.begin(account).cookie());
        yield Cookies.remove(reply, Cookies.VISIT);
      }
      case SignIn.Outcome.Refused() -> page(request, 401, "sign-in.refused", next);
      case SignIn.Outcome.Locked ignored -> page(request, 429, "sign-in.locked", next);
    };
  }

  /** {@code POST /sign-out}. */
  public Reply leave(Request request, Viewer viewer) {
    sessions.end(viewer.session());
    audit.write(viewer, "sign-out", Optional.empty(), "allowed");
    return Cookies.remove(Reply.seeOther("/sign-in"), Cookies.SESSION);
  }

  /** {@code POST /session/active}: a person is using a page that fetches nothing by itself. */
  public Reply active(Request request, Viewer viewer) {
    return Reply.noContent();
  }

  /** Sends somebody who is not signed in to the sign-in page, and back afterwards. */
  public Reply redirect(Request request) {
    String back = request.isUnsafe() || request.path().equals("/") ? "" : request.path();
    String target = back.isEmpty() ? "/sign-in" : "/sign-in?next=" + back;
    if (request.isFragment()) {
      return Reply.text(HttpProblem.Kind.UNAUTHENTICATED.status(), "signed out")
          .with("hx-redirect", "/sign-in?ended");
    }
    return Reply.seeOther(target);
  }

  private Reply page(Request request, int status, String notice, String next) {
    return frames.forVisitor(
        request,
        "sign-in.title",
        frame ->
            Reply.html(
                status,
                Templates.render(
                    "sign-in", Map.of("frame", frame, "notice", notice, "next", next))));
  }

  /** A path of this portal, or the first page: never an address somewhere else. */
  static String ownPath(Optional<String> wanted) {
    return wanted
        .filter(path -> path.matches("/[A-Za-z0-9_/?=&.-]*"))
        .filter(path -> !path.startsWith("//"))
        .orElse("/");
  }
}
