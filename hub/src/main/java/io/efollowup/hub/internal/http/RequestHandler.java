package io.efollowup.hub.internal.http;

import io.efollowup.hub.DeviceMessage;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.MethodCall;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Owner;
import io.efollowup.hub.internal.guard.Origin;
import io.efollowup.hub.internal.websocket.WebSocketDoor;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * From request to answer, on one event loop: find what is asked, ask who may, read the body, call,
 * answer. What blocks is done elsewhere. Telemetry never leaves the event loop until the journal
 * has it.
 */
final class RequestHandler implements Handler<HttpServerRequest> {
  private static final int LARGEST_IDENTITY = 64 * 1024;
  private static final int LARGEST_BULK = 1024 * 1024;
  private static final int LARGEST_TWIN = 256 * 1024;
  private static final int LARGEST_CALL = 256 * 1024;

  private final HubServices services;
  private final WebSocketDoor webSockets;
  private final Steps steps;
  private final Gate gate;
  private final RegistryEndpoints registry;
  private final BulkEndpoint bulk;
  private final DeviceboundEndpoints devicebound;
  private final TwinEndpoints twins;
  private final MethodEndpoint methods;
  private final BatchBody batches;

  RequestHandler(
      HubServices services, Context context, Arrivals arrivals, WebSocketDoor webSockets) {
    this.services = services;
    this.webSockets = webSockets;
    this.steps = new Steps(services, context, arrivals);
    this.gate = new Gate(services.access());
    this.registry =
        new RegistryEndpoints(services.registry(), services.cloudToDevice(), services.presence());
    this.bulk = new BulkEndpoint(services.registry());
    this.devicebound = new DeviceboundEndpoints(services.cloudToDevice());
    this.twins = new TwinEndpoints(services.twins());
    this.methods = new MethodEndpoint(services.methods());
    this.batches = new BatchBody(services.options().maxMessageBytes());
  }

  @Override
  public void handle(HttpServerRequest request) {
    steps.guarded(
        request,
        () -> {
          if (WebSocketDoor.isFor(request)) {
            upgrade(request);
          } else {
            admit(request);
          }
        });
  }

  private void upgrade(HttpServerRequest request) {
    webSockets
        .open(request)
        .onFailure(
            failure ->
                steps.fail(
                    request,
                    new HubException(HubError.MALFORMED_REQUEST, "This is no WebSocket.")));
  }

  private void admit(HttpServerRequest request) {
    Route route = Route.of(MethodOverride.of(request), request.path());
    String token = request.getHeader("Authorization");
    if (token == null) {
      throw new HubException(HubError.TOKEN_MISSING, "The Authorization header is missing.");
    }
    if (gate.knownToPermit(token, route)) { // telemetry does not leave the event loop for that
      serve(request, route);
      return;
    }
    request.pause();
    steps.then(
        request,
        services
            .desk()
            .look(Origin.of(request.remoteAddress()), token, () -> gate.require(token, route)),
        permitted -> serve(request, permitted));
  }

  private void serve(HttpServerRequest request, Route route) {
    switch (route.endpoint()) {
      case SEND -> send(request, route);
      case RECEIVE -> receive(request, route);
      case SETTLE -> {
        Query query = parameters(request);
        steps.answer(request, () -> devicebound.settle(route.device(), route.lockToken(), query));
      }
      case ABANDON ->
          steps.answer(request, () -> devicebound.abandon(route.device(), route.lockToken()));
      case PURGE -> steps.answer(request, () -> registry.purge(route.device()));
      case GET_DEVICE -> steps.answer(request, () -> registry.get(route.device()));
      case PUT_DEVICE -> putDevice(request, route);
      case DELETE_DEVICE -> {
        Optional<String> ifMatch = ifMatch(request);
        steps.answer(request, () -> registry.delete(route.device(), ifMatch));
      }
      case LIST_DEVICES -> {
        Query query = parameters(request);
        steps.answer(request, () -> registry.list(query.get("top")));
      }
      case CHANGE_DEVICES ->
          steps.withBody(
              request, LARGEST_BULK, body -> steps.answer(request, () -> bulk.change(body)));
      case STATISTICS -> steps.answer(request, registry::statistics);
      case QUERY -> query(request);
      case GET_TWIN -> steps.answer(request, () -> twins.get(route.device()));
      case PATCH_TWIN -> changeTwin(request, route, twins::patch);
      case PUT_TWIN -> changeTwin(request, route, twins::put);
      case INVOKE_METHOD -> invoke(request, route);
    }
  }

  /** Who may not send hears so before the body is read. */
  private void send(HttpServerRequest request, Route route) {
    services
        .guard()
        .sluice()
        .refusal(route.device())
        .ifPresent(
            why -> {
              throw why;
            });
    int largest = services.options().maxMessageBytes();
    Owner owner = new Owner.Device(route.device());
    if (isBatch(request)) {
      steps.withBody(
          request,
          2 * largest,
          owner,
          body ->
              acknowledge(
                  request,
                  services
                      .ingress()
                      .acceptAll(batches.read(route.device(), services.clock().instant(), body))));
    } else {
      steps.withBody(
          request,
          largest,
          owner,
          body -> {
            DeviceMessage message =
                EventHeaders.message(
                    route.device(), services.clock().instant(), request.headers(), body);
            acknowledge(request, services.ingress().accept(message));
          });
    }
  }

  private static boolean isBatch(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    int length = BatchBody.CONTENT_TYPE.length();
    return type != null
        && type.regionMatches(true, 0, BatchBody.CONTENT_TYPE, 0, length)
        && (type.length() == length || type.charAt(length) == ';' || type.charAt(length) == ' ');
  }

  private void acknowledge(HttpServerRequest request, CompletionStage<Void> durable) {
    steps.then(request, durable, done -> steps.send(request, Reply.NO_CONTENT));
  }

  private void receive(HttpServerRequest request, Route route) {
    Duration lock =
        DeviceboundEndpoints.lock(
            Optional.ofNullable(request.getHeader(DeviceboundEndpoints.LOCK_SECONDS)));
    if (devicebound.nothingFor(route.device())) {
      steps.answerNow(request, Reply.NO_CONTENT);
    } else {
      steps.answer(request, () -> devicebound.receive(route.device(), lock));
    }
  }

  private void putDevice(HttpServerRequest request, Route route) {
    Optional<String> ifMatch = ifMatch(request);
    steps.withBody(
        request,
        LARGEST_IDENTITY,
        body -> steps.answer(request, () -> registry.put(route.device(), ifMatch, body)));
  }

  private void changeTwin(HttpServerRequest request, Route route, TwinEndpoints.Change change) {
    Optional<String> ifMatch = ifMatch(request);
    steps.withBody(
        request,
        LARGEST_TWIN,
        body -> steps.answer(request, () -> change.make(route.device(), ifMatch, body)));
  }

  private void query(HttpServerRequest request) {
    Optional<String> most = header(request, "x-ms-max-item-count");
    Optional<String> continuation = header(request, "x-ms-continuation");
    steps.withBody(
        request,
        LARGEST_IDENTITY,
        body -> steps.answer(request, () -> twins.query(body, most, continuation)));
  }

  private void invoke(HttpServerRequest request, Route route) {
    steps.withBody(
        request,
        LARGEST_CALL,
        body -> {
          MethodCall call = MethodEndpoint.read(route.device(), body);
          steps.onStore(
              request,
              () -> registry.require(call.device()),
              found ->
                  steps.then(request, methods.invoke(call), reply -> steps.send(request, reply)));
        });
  }

  private static Optional<String> ifMatch(HttpServerRequest request) {
    return header(request, "If-Match");
  }

  private static Optional<String> header(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name)).filter(value -> !value.isBlank());
  }

  private static Query parameters(HttpServerRequest request) {
    return Query.parse(Optional.ofNullable(request.query()).orElse(""));
  }
}
