package io.efollowup.hub.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.HubException;
import java.time.Instant;

/** The error body by which libraries know an error by its number, alike at every door. */
public final class NumberedError {
  private NumberedError() {}

  /** A refusal as JSON. */
  public static ObjectNode of(HubException refusal, Instant at) {
    return Json.object()
        .put("errorCode", refusal.error().number())
        .put("message", refusal.getMessage())
        .put("timestampUtc", at.toString());
  }
}
