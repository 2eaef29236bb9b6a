package io.efollowup.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The only patient's page as a browser keeps it: a stream of changes, and what is asked after. */
final class OpenPage implements AutoCloseable {
  static final String USER = "bench.doctor";

  private static final Pattern REF = Pattern.compile("data-ref=\"([^\"]+)\"");
  private static final Pattern LATEST = Pattern.compile("data-at=\"(\\d+)\"");
  private static final Pattern SINCE = Pattern.compile("data-since=\"([^\"]+)\"");

  private final URI portal;
  private final HttpClient http;
  private final String cookie;
  private final BlockingQueue<Long> changes = new LinkedBlockingQueue<>();
  private final String ref;
  private final Stream<String> stream;

  private OpenPage(URI portal, HttpClient http, String cookie)
      throws IOException, InterruptedException {
    this.portal = portal;
    this.http = http;
    this.cookie = cookie;
    ref = found(REF, get("/?show=all").body());
    String since = found(SINCE, get("/patients/" + ref).body());
    stream =
        http.send(request("/live?since=" + since).build(), HttpResponse.BodyHandlers.ofLines())
            .body();
    Thread.ofVirtual().start(this::listen);
  }

  static OpenPage open(URI portal, HttpClient http, String password)
      throws IOException, InterruptedException {
    String body = "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(USER, password);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(portal.resolve("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("sign-in answered " + answer.statusCode());
    }
    String cookie = answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    return new OpenPage(portal, http, cookie);
  }

  private static String found(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    if (!matcher.find()) {
      throw new IllegalStateException("the page has no " + pattern);
    }
    return matcher.group(1);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(portal.resolve(path))
        .header("Cookie", cookie)
        .header("X-Fragment", "1");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the portal answered " + answer.statusCode());
    }
    return answer;
  }

  private void listen() {
    try {
      stream.forEach(
          line -> {
            if (line.equals("event: changed") || line.equals("event: missed")) {
              changes.add(System.nanoTime());
            }
          });
    } catch (UncheckedIOException e) {
      // Closed.
    }
  }

  /**
   * Waits to be told of a change.
   *
   * @return when that was, as {@link System#nanoTime} counts
   */
  long awaitChange(Duration patience) throws InterruptedException {
    Long at = changes.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (at == null) {
      throw new IllegalStateException("the page was not told within " + patience);
    }
    return at;
  }

  /**
   * Asks for what the page shows, as its script does.
   *
   * @return the moment of the reading the page now has for the latest
   */
  Instant reload() throws IOException, InterruptedException {
    String side = get("/patients/" + ref + "/side?period=24h").body();
    get("/patients/" + ref + "/curve?period=24h");
    return Instant.ofEpochMilli(Long.parseLong(found(LATEST, side)));
  }

  @Override
  public void close() {
    stream.close();
  }
}
