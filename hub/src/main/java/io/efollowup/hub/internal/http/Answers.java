package io.efollowup.hub.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.NumberedError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers, and turns whatever went wrong into the error body client libraries read. */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);
  private static final Map<String, String> UPGRADE =
      Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13");
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss").withZone(ZoneOffset.UTC);

  private final HubMeters meters;
  private final InstantSource clock;

  Answers(HubMeters meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
  }

  void send(HttpServerResponse response, Reply reply) {
    if (gone(response)) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    if (reply.body().length == 0) {
      response.end();
    } else {
      response.end(Buffer.buffer(reply.body()));
    }
  }

  /** Counts the failure under its reason and tells the caller. */
  void fail(HttpServerResponse response, Throwable failure) {
    String trackingId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    HubException refusal = refusal(failure, trackingId);
    meters.refused(refusal.error());
    if (gone(response)) {
      return;
    }
    response.setStatusCode(refusal.error().status());
    if (refusal.error() == HubError.UPGRADE_REQUIRED) {
      UPGRADE.forEach(response::putHeader);
    }
    response.putHeader("Content-Type", "application/json");
    response.putHeader("iothub-errorcode", refusal.error().code());
    if (refusal.error().family() == HubError.Family.RESOURCES) {
      response.putHeader("Retry-After", seconds(refusal.retryAfter()));
    }
    response.end(Buffer.buffer(body(refusal, trackingId)));
  }

  /** Whole ones, rounded up, at least one. */
  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  private static HubException refusal(Throwable failure, String trackingId) {
    HubException refusal = HubException.of(failure);
    if (refusal.error() == HubError.SERVER_ERROR) {
      log.error("A request failed, tracking ID {}", trackingId, refusal.getCause());
    }
    return refusal;
  }

  /** Two forms are in use: libraries know a few errors only by their number. */
  private byte[] body(HubException refusal, String trackingId) {
    return Json.write(
        switch (refusal.error()) {
          case DEVICE_NOT_ONLINE, METHOD_TIMEOUT -> numbered(refusal, trackingId);
          default -> named(refusal, trackingId);
        });
  }

  private ObjectNode named(HubException refusal, String trackingId) {
    return Json.object()
        .put("Message", "ErrorCode:" + refusal.error().code() + ";" + refusal.getMessage())
        .put(
            "ExceptionMessage",
            "Tracking ID:" + trackingId + "-TimeStamp:" + TIMESTAMP.format(clock.instant()));
  }

  /** Java's library puts Message and ExceptionMessage together and reads that, so there is one. */
  private ObjectNode numbered(HubException refusal, String trackingId) {
    String message =
        NumberedError.of(refusal, clock.instant()).put("trackingId", trackingId).toString();
    return Json.object().put("Message", message);
  }

  private static boolean gone(HttpServerResponse response) {
    return response.ended() || response.closed();
  }
}
