package io.efollowup.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.device.HubAddress;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** A signed-in client of the portal's JSON API. */
final class PortalApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ServerProcess server;
  private final HttpClient http;
  private final String cookie;

  private PortalApi(ServerProcess server, HttpClient http, String cookie) {
    this.server = server;
    this.http = http;
    this.cookie = cookie;
  }

  static HttpClient http(ServerProcess server) throws IOException {
    return HubAddress.of(
            DataDirectory.choose(Optional.of(server.data()), Map.of()), Optional.empty())
        .http();
  }

  static PortalApi signIn(ServerProcess server, String user, String password)
      throws IOException, InterruptedException {
    HttpClient http = http(server);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(server.portal().resolve("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("sign-in answered " + answer.statusCode());
    }
    String cookie = answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    return new PortalApi(server, http, cookie);
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = raw(path);
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  HttpResponse<String> raw(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.portal().resolve(path)).header("Cookie", cookie).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
