package io.efollowup.portal.internal.live;

import io.efollowup.portal.internal.access.Permissions;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.web.Json;
import io.efollowup.record.PatientId;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One open page that is told of changes. Changes that come while a message is on its way, or while
 * the page is too slow to take one, go together into the next. All but {@link #changed} runs on the
 * stream's event loop.
 */
final class LiveStream {
  /** Least time between two messages: many devices send at once, and eyes need no more. */
  private static final long PAUSE_MILLIS = 40;

  private final Viewer viewer;
  private final HttpServerResponse response;
  private final Context loop;
  private final Changes changes;
  private final Set<String> waiting = new LinkedHashSet<>();
  private boolean scheduled;

  LiveStream(Viewer viewer, HttpServerResponse response, Context loop, Changes changes) {
    this.viewer = viewer;
    this.response = response;
    this.loop = loop;
    this.changes = changes;
  }

  Viewer viewer() {
    return viewer;
  }

  void begin() {
    response
        .setChunked(true)
        .putHeader("content-type", "text/event-stream")
        .putHeader("cache-control", "no-store")
        .putHeader("x-accel-buffering", "no");
    response.drainHandler(ignored -> flush());
    response.write("retry: 2000\nevent: beat\ndata: {}\n\n");
  }

  boolean sees(PatientId patient) {
    return Permissions.reaches(viewer.account().role(), viewer.account().patient(), patient);
  }

  /** The page must ask for everything again: what it missed is not known one by one. */
  void missed() {
    response.write("id: " + changes.now() + "\nevent: missed\ndata: {}\n\n");
  }

  /** A patient this stream sees has changed. Safe for use by several threads. */
  void changed(String ref) {
    synchronized (waiting) {
      waiting.add(ref);
      if (scheduled) {
        return;
      }
      scheduled = true;
    }
    loop.runOnContext(ignored -> flush());
  }

  /** Runs something on the stream's event loop. */
  void onLoop(Runnable work) {
    loop.runOnContext(ignored -> work.run());
  }

  void beat() {
    if (!response.closed() && !response.writeQueueFull()) {
      response.write("event: beat\ndata: {}\n\n");
    }
  }

  /** Tells the page that its session is over. */
  void end(String event) {
    if (!response.closed() && !response.ended()) {
      response.write("event: " + event + "\ndata: {}\n\n").onComplete(done -> response.end());
    }
  }

  private void flush() {
    if (response.closed() || response.writeQueueFull()) {
      return;
    }
    Set<String> refs;
    long number = changes.now();
    synchronized (waiting) {
      refs = new LinkedHashSet<>(waiting);
      waiting.clear();
      scheduled = !refs.isEmpty();
    }
    if (refs.isEmpty()) {
      return;
    }
    String data = new String(Json.bytes(Map.of("refs", refs)), StandardCharsets.UTF_8);
    response.write("id: " + number + "\nevent: changed\ndata: " + data + "\n\n");
    loop.owner().setTimer(PAUSE_MILLIS, ignored -> loop.runOnContext(now -> flush()));
  }
}
