package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.access.Guard;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells problems: to programs as problem documents, to people as pages that say what to do. */
public final class ProblemPages {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);

  private final Guard guard;
  private final Frames frames;
  private final SignInPages signIn;

  public ProblemPages(Guard guard, Frames frames, SignInPages signIn) {
    this.guard = guard;
    this.frames = frames;
    this.signIn = signIn;
  }

  public Reply tell(Request request, HttpProblem problem) {
    if (request.isApi()) {
      return problem.toJson();
    }
    if (problem.kind() == HttpProblem.Kind.UNAUTHENTICATED) {
      return signIn.redirect(request);
    }
    if (request.isFragment()) {
      return Reply.text(problem.kind().status(), problem.kind().word());
    }
    Optional<Frame> frame = frame(request);
    return frame.isPresent()
        ? page(frame.get(), problem)
        : frames.forVisitor(request, "problem.title", visitors -> page(visitors, problem));
  }

  /** The frame of whoever is signed in; none when the record itself is what fails. */
  private Optional<Frame> frame(Request request) {
    try {
      return guard.viewer(request).map(viewer -> frames.of(request, viewer, "problem.title", ""));
    } catch (RuntimeException e) {
      LOG.error("The record cannot be read: {}", e.getClass().getName());
      return Optional.empty();
    }
  }

  private static Reply page(Frame frame, HttpProblem problem) {
    return Reply.html(
        problem.kind().status(),
        Templates.render("problem", Map.of("frame", frame, "word", problem.kind().word())));
  }
}
