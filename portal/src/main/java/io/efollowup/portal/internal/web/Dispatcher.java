package io.efollowup.portal.internal.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects routes of the HTTP server with endpoints: takes the request on the event loop, answers
 * it on a virtual thread, sends the answer on the event loop. Every answer has the security headers
 * and a place in the metrics, by route, never by address.
 */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final long LARGEST_BODY = 64 * 1024L;

  /** A route as the API's description lists it. */
  public record RouteName(String method, String path) {}

  private final Router router;
  private final ExecutorService threads;
  private final MeterRegistry meters;
  private final BiFunction<Request, HttpProblem, Reply> problems;
  private final List<RouteName> routes = new ArrayList<>();

  /**
   * @param threads where endpoints run
   * @param problems how a problem is told to whoever asked
   */
  public Dispatcher(
      Router router,
      ExecutorService threads,
      MeterRegistry meters,
      BiFunction<Request, HttpProblem, Reply> problems) {
    this.router = router;
    this.threads = threads;
    this.meters = meters;
    this.problems = problems;
    router
        .route()
        .handler(
            context -> {
              SecurityHeaders.addTo(context.response().headers());
              context.next();
            });
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router.route().failureHandler(this::fail);
    for (int status : new int[] {400, 404, 405, 413, 500}) {
      router.errorHandler(status, this::fail);
    }
  }

  /** Answers GET (and HEAD) of a route. */
  public void get(String path, Endpoint endpoint) {
    add(HttpMethod.GET, path, endpoint);
  }

  /** Answers POST of a route. */
  public void post(String path, Endpoint endpoint) {
    add(HttpMethod.POST, path, endpoint);
  }

  /** Answers DELETE of a route. */
  public void delete(String path, Endpoint endpoint) {
    add(HttpMethod.DELETE, path, endpoint);
  }

  /** A route that keeps its connection: its handler runs on the event loop. */
  public void stream(String path, Handler<RoutingContext> handler) {
    routes.add(new RouteName("GET", path));
    router.get(path).handler(handler);
  }

  /** Every route, in the order they were added. */
  public List<RouteName> routes() {
    return List.copyOf(routes);
  }

  private void add(HttpMethod method, String path, Endpoint endpoint) {
    routes.add(new RouteName(method.name(), path));
    router.route(method, path).handler(context -> run(context, path, endpoint));
    if (method == HttpMethod.GET) {
      router.route(HttpMethod.HEAD, path).handler(context -> run(context, path, endpoint));
    }
  }

  private void run(RoutingContext context, String route, Endpoint endpoint) {
    Request request = Requests.of(context);
    Timer.Sample sample = Timer.start(meters);
    answerOffLoop(
        context,
        () -> {
          Reply reply = answer(endpoint, request);
          sample.stop(
              meters.timer(
                  "efollowup.portal.requests",
                  "route",
                  route,
                  "status",
                  String.valueOf(reply.status())));
          return reply;
        });
  }

  private void fail(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure != null && context.statusCode() >= 500) {
      LOG.error("A request failed in the web toolkit: {}", failure.getClass().getName());
    }
    Request request = Requests.of(context);
    HttpProblem.Kind kind = HttpProblem.Kind.ofStatus(Math.max(400, context.statusCode()));
    answerOffLoop(
        context, () -> problems.apply(request, new HttpProblem(kind, "Answered " + kind.word())));
  }

  private void answerOffLoop(RoutingContext context, java.util.function.Supplier<Reply> work) {
    Context loop = context.vertx().getOrCreateContext();
    try {
      threads.execute(
          () -> {
            Reply reply = work.get();
            loop.runOnContext(ignored -> send(context, reply));
          });
    } catch (RejectedExecutionException closing) {
      send(context, Reply.text(503, "closing"));
    }
  }

  private Reply answer(Endpoint endpoint, Request request) {
    try {
      return endpoint.answer(request);
    } catch (HttpProblem problem) {
      return problems.apply(request, problem);
    } catch (RuntimeException e) {
      // The message of a failure may quote what was asked; its class and place do not.
      LOG.error("A request failed: {} at {}", e.getClass().getName(), placeOf(e));
      return problems.apply(
          request, new HttpProblem(HttpProblem.Kind.INTERNAL, "The portal failed."));
    }
  }

  private static String placeOf(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    for (StackTraceElement element : trace) {
      if (element.getClassName().startsWith("io.efollowup.")) {
        return element.toString();
      }
    }
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }

  private static void send(RoutingContext context, Reply reply) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    response.headers().remove("cache-control");
    reply.headers().forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    SecurityHeaders.addTo(response.headers());
    if (context.request().method() == HttpMethod.HEAD) {
      response.headers().set("content-length", String.valueOf(reply.body().length));
      response.end();
    } else {
      response.end(Buffer.buffer(reply.body()));
    }
  }
}
