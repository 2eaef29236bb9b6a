package io.efollowup.hub.internal.http;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

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
  private final long beganNanos = System.nanoTime();
  private final Promise<byte[]> whole = Promise.promise();
  private final List<Buffer> kept = new ArrayList<>();
  private int keptBytes;
  private long thrownAway;
  private boolean discarding;

  private IncomingBody(HttpServerRequest request, Arrivals arrivals, int limit) {
    this.request = request;
    this.arrivals = arrivals;
    this.limit = limit;
  }

  /**
   * Reads the body. Fails with {@link HubError#MESSAGE_TOO_LARGE}, {@link HubError#OVERLOADED} or
   * {@link HubError#REQUEST_TIMEOUT}; when the sender goes away, with {@link
   * HubError#MALFORMED_REQUEST}.
   */
  static Future<byte[]> read(HttpServerRequest request, Arrivals arrivals, int limit) {
    IncomingBody body = new IncomingBody(request, arrivals, limit);
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
      IncomingBody body = new IncomingBody(request, arrivals, 0);
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
    } else if (!arrivals.reserve(part.length())) {
      refuse(new HubException(HubError.OVERLOADED, "Too much arrives at present; try again."));
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
    arrivals.release(keptBytes);
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
