package io.efollowup.portal;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What a browser does of HTTP, with a cookie jar of its own. */
final class Browser {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .sslContext(trustingTheTest())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String address;
  final Map<String, String> cookies = new LinkedHashMap<>();

  Browser(RunningPortal portal) {
    this.address = portal.address();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> post(String path, String form, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "content-type";
    all[1] = "application/x-www-form-urlencoded";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return send("POST", path, form, all);
  }

  HttpResponse<String> signIn(String name, String password) {
    String token = tokenIn(get("/sign-in").body());
    return post(
        "/sign-in", "_csrf=" + token + "&name=" + name + "&password=" + password.replace(' ', '+'));
  }

  /** A connection for requests that no browser would send. */
  Socket connection() throws IOException {
    URI uri = URI.create(address);
    return trustingTheTest().getSocketFactory().createSocket(uri.getHost(), uri.getPort());
  }

  /** Signs in by the API. */
  HttpResponse<String> signInAsProgram(String name, String password) {
    return send(
        "POST",
        "/api/v1/session",
        "{\"user\":\"" + name + "\",\"password\":\"" + password + "\"}",
        "content-type",
        "application/json");
  }

  static String tokenIn(String page) {
    Matcher matcher = TOKEN.matcher(page);
    if (!matcher.find()) {
      throw new AssertionError("no form token on the page");
    }
    return matcher.group(1);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("set-cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static SSLContext trustingTheTest() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The portals of the tests show certificates nobody vouches for. */
  private static final class TrustsAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String t, Socket s) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String t, Socket s) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String t, SSLEngine e) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String t, SSLEngine e) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
