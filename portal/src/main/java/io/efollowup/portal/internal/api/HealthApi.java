package io.efollowup.portal.internal.api;

import io.efollowup.portal.PortalHealth;
import io.efollowup.portal.internal.access.Secrets;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** What machines ask: is it alive, is it ready, what are its figures. */
public final class HealthApi {
  private static final String BEARER = "Bearer ";

  private final PortalHealth health;
  private final Supplier<String> prometheusText;
  private final Optional<String> token;

  /**
   * @param token opens the figures to other machines
   */
  public HealthApi(PortalHealth health, Supplier<String> prometheusText, Optional<String> token) {
    this.health = health;
    this.prometheusText = prometheusText;
    this.token = token;
  }

  /** {@code GET /health/live}. */
  public Reply live(Request request) {
    return Reply.text(200, "live\n");
  }

  /** {@code GET /health/ready}. */
  public Reply ready(Request request) {
    return health
        .reasonNotReady()
        .map(reason -> Reply.text(503, reason + "\n"))
        .orElseGet(() -> Reply.text(200, "ready\n"));
  }

  /** {@code GET /metrics}. */
  public Reply metrics(Request request) {
    Optional<String> given =
        request
            .header("authorization")
            .filter(header -> header.startsWith(BEARER))
            .map(header -> header.substring(BEARER.length()));
    boolean known =
        token.isPresent() && given.isPresent() && Secrets.same(token.get(), given.get());
    if (!known && !request.loopback()) {
      throw HttpProblem.notFound();
    }
    return Reply.of(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        prometheusText.get().getBytes(StandardCharsets.UTF_8));
  }
}
