package io.efollowup.portal.internal.live;

import io.efollowup.portal.LiveUpdates;
import io.efollowup.portal.internal.access.Cookies;
import io.efollowup.portal.internal.access.Guard;
import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.Permission;
import io.efollowup.portal.internal.access.Sessions;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;

/**
 * Tells open pages which patients have changed, by server-sent events. The messages hold references
 * only; the pages ask for the rest with the rights they have then.
 */
public final class LiveHub implements LiveUpdates, AutoCloseable {
  private static final long BEAT_MILLIS = 10_000;
  private static final int MOST_STREAMS = 5_000;

  private final Vertx vertx;
  private final ExecutorService threads;
  private final Guard guard;
  private final Sessions sessions;
  private final PatientRefs refs;
  private final Changes changes;
  private final BiConsumer<OrganisationId, PatientId> forget;
  private final Map<OrganisationId, Set<LiveStream>> streams = new ConcurrentHashMap<>();
  private final long beatTimer;

  /**
   * @param forget drops what is remembered of a patient, before pages are told
   */
  public LiveHub(
      Vertx vertx,
      ExecutorService threads,
      Guard guard,
      Sessions sessions,
      PatientRefs refs,
      Changes changes,
      BiConsumer<OrganisationId, PatientId> forget,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.threads = threads;
    this.guard = guard;
    this.sessions = sessions;
    this.refs = refs;
    this.changes = changes;
    this.forget = forget;
    this.beatTimer = vertx.setPeriodic(BEAT_MILLIS, ignored -> threads.execute(this::beat));
    meters.gauge("efollowup.portal.live.streams", this, LiveHub::size);
  }

  /** Open streams. */
  public int size() {
    return streams.values().stream().mapToInt(Set::size).sum();
  }

  @Override
  public void changed(OrganisationId organisation, PatientId patient) {
    forget.accept(organisation, patient);
    changes.add(organisation, patient);
    Set<LiveStream> listening = streams.getOrDefault(organisation, Set.of());
    if (listening.isEmpty()) {
      return;
    }
    String ref = refs.of(organisation, patient);
    for (LiveStream stream : listening) {
      if (stream.sees(patient)) {
        stream.changed(ref);
      }
    }
  }

  /** Answers {@code GET /live}: a stream for a session that may see patients. */
  public void open(RoutingContext context) {
    Context loop = vertx.getOrCreateContext();
    Cookie cookie = context.request().getCookie(Cookies.SESSION);
    threads.execute(
        () -> {
          Optional<Viewer> viewer =
              Optional.ofNullable(cookie)
                  .flatMap(c -> sessions.find(c.getValue(), false))
                  .flatMap(guard::viewer)
                  .filter(v -> v.may(Permission.LIST_PATIENTS));
          loop.runOnContext(ignored -> answer(context, viewer, loop));
        });
  }

  private void answer(RoutingContext context, Optional<Viewer> viewer, Context loop) {
    if (context.response().closed()) {
      return;
    }
    // 204 tells a browser's event source not to come back.
    if (viewer.isEmpty()) {
      context.response().setStatusCode(204).end();
      return;
    }
    if (size() >= MOST_STREAMS) {
      context.response().setStatusCode(503).end();
      return;
    }
    LiveStream stream = new LiveStream(viewer.get(), context.response(), loop, changes);
    Set<LiveStream> mine =
        streams.computeIfAbsent(viewer.get().organisation(), k -> ConcurrentHashMap.newKeySet());
    context.response().closeHandler(ignored -> mine.remove(stream));
    context.response().exceptionHandler(ignored -> mine.remove(stream));
    mine.add(stream);
    stream.begin();
    tellMissed(stream, since(context));
  }

  /** What changed after the page was rendered, or after the last message it had. */
  private void tellMissed(LiveStream stream, long since) {
    if (!changes.knows(since)) {
      stream.missed();
      return;
    }
    OrganisationId organisation = stream.viewer().organisation();
    for (PatientId patient : changes.since(organisation, since)) {
      if (stream.sees(patient)) {
        stream.changed(refs.of(organisation, patient));
      }
    }
  }

  private static long since(RoutingContext context) {
    String number = context.request().getHeader("last-event-id");
    String given = number == null ? context.request().getParam("since") : number;
    return given != null && given.matches("[0-9]{1,18}") ? Long.parseLong(given) : 0;
  }

  private void beat() {
    for (Set<LiveStream> all : streams.values()) {
      for (LiveStream stream : all) {
        if (guard.viewer(stream.viewer().session()).isPresent()) {
          stream.onLoop(stream::beat);
        } else {
          all.remove(stream);
          stream.onLoop(() -> stream.end("ended"));
        }
      }
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(beatTimer);
    streams.values().forEach(all -> all.forEach(s -> s.onLoop(() -> s.end("closing"))));
    streams.clear();
  }
}
