package io.efollowup.hub.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.DirectMethods;
import io.efollowup.hub.MethodCall;
import io.efollowup.hub.MethodResult;
import io.efollowup.hub.internal.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A service's call of a device's method, translated. Does not block. */
final class MethodEndpoint {
  private final DirectMethods methods;

  MethodEndpoint(DirectMethods methods) {
    this.methods = methods;
  }

  static MethodCall read(String device, byte[] body) {
    ObjectNode call = Json.readObject(body);
    return new MethodCall(
        device,
        Json.text(call, "methodName")
            .orElseThrow(() -> Json.malformed("The member methodName is missing.")),
        payload(call.path("payload")),
        seconds(call, "connectTimeoutInSeconds").orElse(Duration.ZERO),
        seconds(call, "responseTimeoutInSeconds").orElse(MethodCall.STANDARD_RESPONSE_TIMEOUT));
  }

  private static Optional<byte[]> payload(JsonNode payload) {
    return payload.isMissingNode() || payload.isNull()
        ? Optional.empty()
        : Optional.of(Json.write(payload));
  }

  private static Optional<Duration> seconds(ObjectNode call, String name) {
    JsonNode value = call.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw Json.malformed("The member " + name + " is a whole number of seconds.");
    }
    return Optional.of(Duration.ofSeconds(value.intValue()));
  }

  CompletableFuture<Reply> invoke(MethodCall call) {
    return methods.invoke(call).thenApply(MethodEndpoint::reply);
  }

  private static Reply reply(MethodResult result) {
    ObjectNode answer = Json.object().put("status", result.status());
    answer.set(
        "payload", result.payload().length == 0 ? answer.nullNode() : Json.read(result.payload()));
    return Reply.json(Json.write(answer));
  }
}
