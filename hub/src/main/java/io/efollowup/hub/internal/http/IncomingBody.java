package io.efollowup.hub.internal.http;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Owner;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request's body while it arrives: kept up to a limit, or read and thrown away so that the answer
 * can be sent and the connection used again. A body that goes on and on after its request was
 * refused, or takes too long, costs its sender the connection. Used by one event loop only.
 */
final class IncomingBody {
  private static final int THROWN_AWAY_AT_MOST = 2 * 1024 * 1024;

  private final HttpServerRequest request;
  private final Arrivals arrivals;
  private final int limit;
  private final Optional<Holding> holding;
  private final long beganNanos = System.nanoTime();
  private final Promise<byte[]> whole = Promise.promise();
  private final List<Buffer> kept = new ArrayList<>();
  private int keptBytes;
  private long thrownAway;
  private boolean discarding;

  private IncomingBody(
      HttpServerRequest request, Arrivals arrivals, int limit, Optional<Holding> holding) {
    this.request = request;
    this.arrivals = arrivals;
    this.limit = limit;
    this.holding = holding;
  }

  /**
   * Reads the body. Fails with {@link HubError#MESSAGE_TOO_LARGE}, {@link HubError#OVERLOADED},
   * {@link Owner#whenFull()} or {@link HubError#REQUEST_TIMEOUT}; when the sender goes away, with
   * {@link HubError#MALFORMED_REQUEST}.
   *
   * @param owner whose it is
   */
  static Future<byte[]> read(HttpServerRequest request, Arrivals arrivals, int limit, Owner owner) {
    IncomingBody body =
        new IncomingBody(request, arrivals, limit, Optional.of(arrivals.holding(owner)));
    body.begin();
    if (body.announcedLength() > limit) {
      body.tooLarge();
    } else if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    request.resume();
    return body.whole.future();
  }

  /** Reads the body, if it has not been read, and keeps nothing of it. */
  static void discard(HttpServerRequest request, Arrivals arrivals) {
    if (!request.isEnded()) {
      IncomingBody body = new IncomingBody(request, arrivals, 0, Optional.empty());
      body.discarding = true;
      body.begin();
      request.resume();
    }
  }

  private void begin() {
    arrivals.add(this);
    request.handler(this::arrived);
    request.endHandler(end -> complete());
    request.exceptionHandler(
        failure ->
            refuse(new HubException(HubError.MALFORMED_REQUEST, "The request was cut short.")));
  }

  private long announcedLength() {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private void arrived(Buffer part) {
    if (discarding) {
      thrownAway += part.length();
      if (thrownAway > THROWN_AWAY_AT_MOST) {
        end();
        request.connection().close();
      }
      return;
    }
    if (keptBytes + part.length() > limit) {
      tooLarge();
      return;
    }
    Optional<HubException> full = holding.orElseThrow().add(part.length());
    if (full.isPresent()) {
      refuse(full.get());
    } else {
      keptBytes += part.length();
      kept.add(part);
    }
  }

  private void tooLarge() {
    refuse(
        new HubException(
            HubError.MESSAGE_TOO_LARGE, "The body is larger than " + limit + " bytes."));
  }

  /** Whoever waits for the body answers with the refusal, and has the rest thrown away. */
  private void refuse(HubException why) {
    end();
    whole.tryFail(why);
  }

  private void complete() {
    byte[] bytes = new byte[keptBytes];
    int at = 0;
    for (Buffer part : kept) {
      part.getBytes(bytes, at);
      at += part.length();
    }
    end();
    whole.tryComplete(bytes);
  }

  private void end() {
    discarding = true;
    arrivals.remove(this);
    holding.ifPresent(
        held -> {
          held.remove(keptBytes);
          held.close();
        });
    keptBytes = 0;
    kept.clear();
  }

  /** It took too long: the sender hears so, and loses the connection. */
  void expire() {
    if (request.response().ended()) {
      end();
      request.connection().close();
    } else {
      request.response().endHandler(answered -> request.connection().close());
      refuse(new HubException(HubError.REQUEST_TIMEOUT, "The request took too long to arrive."));
    }
  }

  long beganNanos() {
    return beganNanos;
  }
}
