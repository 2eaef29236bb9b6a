package io.efollowup.hub.internal.http;

import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Owner;
import io.efollowup.hub.internal.guard.Origin;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a request gets from one step to the next, on its event loop, and to its answer whatever
 * fails. What blocks is done elsewhere.
 */
final class Steps {
  private final HubServices services;
  private final Context context;
  private final Arrivals arrivals;
  private final Answers answers;

  Steps(HubServices services, Context context, Arrivals arrivals) {
    this.services = services;
    this.context = context;
    this.arrivals = arrivals;
    this.answers = new Answers(services.meters(), services.clock());
  }

  /** Goes on with the body of a service's request. */
  void withBody(HttpServerRequest request, int limit, Consumer<byte[]> next) {
    withBody(request, limit, new Owner.Service(Origin.of(request.remoteAddress())), next);
  }

  /** Goes on with the body. */
  void withBody(HttpServerRequest request, int limit, Owner owner, Consumer<byte[]> next) {
    IncomingBody.read(request, arrivals, limit, owner)
        .onComplete(
            body -> guarded(request, () -> next.accept(body)), failure -> fail(request, failure));
  }

  /** Answers with what a call gives that blocks; nothing is kept of the body. */
  void answer(HttpServerRequest request, Supplier<Reply> call) {
    IncomingBody.discard(request, arrivals);
    onStore(request, call, reply -> send(request, reply));
  }

  /** Answers; nothing is kept of the body. */
  void answerNow(HttpServerRequest request, Reply reply) {
    IncomingBody.discard(request, arrivals);
    send(request, reply);
  }

  /** Answers when the body has been read. */
  void send(HttpServerRequest request, Reply reply) {
    answers.send(request.response(), reply);
  }

  /** Goes on with what a call gives that blocks. */
  <T> void onStore(HttpServerRequest request, Supplier<T> call, Consumer<T> next) {
    then(request, services.storeWork().run(call), next);
  }

  /** Goes on, on this event loop, with what was done elsewhere. */
  <T> void then(HttpServerRequest request, CompletionStage<T> stage, Consumer<T> next) {
    Future.fromCompletionStage(stage, context)
        .onComplete(
            result -> guarded(request, () -> next.accept(result)),
            failure -> fail(request, failure));
  }

  /** Takes a step; what it throws is answered. */
  void guarded(HttpServerRequest request, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      fail(request, e);
    }
  }

  void fail(HttpServerRequest request, Throwable failure) {
    IncomingBody.discard(request, arrivals);
    answers.fail(request.response(), failure);
  }
}
