package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection of the HTTPS door becomes a WebSocket, byte by byte. */
class WebSocketHandshakeTest {
  private static final String ANSWER =
      "HTTP/1.1 101 Switching Protocols\r\n"
          + "upgrade: websocket\r\n"
          + "connection: upgrade\r\n"
          + "sec-websocket-accept: "
          + RawWebSocket.ACCEPT
          + "\r\n"
          + "sec-websocket-protocol: AMQPWSB10\r\n"
          + "\r\n";

  @TempDir Path directory;
  private RunningHub running;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private String answerTo(String... lines) throws Exception {
    try (RawWebSocket socket = RawWebSocket.connect(running)) {
      return answerTo(socket, lines);
    }
  }

  private static String answerTo(RawWebSocket socket, String... lines) throws IOException {
    socket.write(String.join("\r\n", lines) + "\r\n\r\n");
    return socket.readHead();
  }

  /** An upgrade with these lines instead of the ordinary ones of the same name. */
  private String answerWith(String... lines) throws Exception {
    String request = RawWebSocket.REQUEST.strip();
    for (String line : lines) {
      String name = line.substring(0, line.indexOf(':') + 1);
      request =
          String.join(
              "\r\n",
              Arrays.stream(request.split("\r\n")).filter(each -> !each.startsWith(name)).toList());
    }
    String added =
        String.join("\r\n", Arrays.stream(lines).filter(line -> !line.endsWith(":")).toList());
    return answerTo(added.isEmpty() ? request : request + "\r\n" + added);
  }

  @Test
  void shouldAnswerAzuresJavaLibrariesExactly() throws Exception {
    assertThat(
            answerTo(
                "GET https://127.0.0.1/$iothub/websocket?iothub-no-client-cert=true HTTP/1.1",
                "Connection: Upgrade,Keep-Alive",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + RawWebSocket.KEY,
                "Sec-WebSocket-Protocol: AMQPWSB10",
                "Host: 127.0.0.1"))
        .isEqualTo(ANSWER);
  }

  @Test
  void shouldAnswerAzuresNodeLibrariesWithoutTheExtensionTheyOffer() throws Exception {
    assertThat(
            answerTo(
                "GET /$iothub/websocket HTTP/1.1",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + RawWebSocket.KEY,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
                "Sec-WebSocket-Protocol: AMQPWSB10",
                "Host: 127.0.0.1"))
        .isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/$iothub/websocket",
        "/$IotHub/WebSocket",
        "/%24iothub/websocket",
        "/$iothub/websocket/",
        "/$iothub/websocket?iothub-no-client-cert=true",
        "https://hub.test:443/$iothub/websocket"
      })
  void shouldKnowItsAddressHoweverItIsWritten(String address) throws Exception {
    assertThat(
            answerTo(
                RawWebSocket.REQUEST.strip().replace("/$iothub/websocket HTTP", address + " HTTP")))
        .isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amqp                     | amqp",
        "mqtt                     | mqtt",
        "AMQPWSB10                | AMQPWSB10",
        "soap, AMQPWSB10          | AMQPWSB10",
        "amqp,AMQPWSB10           | amqp",
        "binary,AMQPWSB10,amqp    | AMQPWSB10",
        "' AMQPWSB10 ,,chat'      | AMQPWSB10"
      })
  void shouldSpeakTheFirstSubprotocolOfferedThatItKnows(String offered, String spoken)
      throws Exception {
    assertThat(answerWith("Sec-WebSocket-Protocol: " + offered))
        .contains("sec-websocket-protocol: " + spoken + "\r\n");
  }

  @Test
  void shouldReadListsThatAreSpreadOverHeaders() throws Exception {
    assertThat(
            answerWith(
                "Connection: keep-alive",
                "Connection: Upgrade",
                "Upgrade: h2c",
                "Upgrade: WebSocket",
                "Sec-WebSocket-Protocol: chat",
                "Sec-WebSocket-Protocol: AMQPWSB10"))
        .isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " chat", " amqpwsb10", " ,", " AMQPWSB10/"})
  void shouldRefuseASubprotocolItDoesNotSpeak(String offered) throws Exception {
    try (RawWebSocket socket = RawWebSocket.connect(running)) {
      String answer =
          answerTo(
              socket,
              RawWebSocket.REQUEST
                  .strip()
                  .replace(
                      "\r\nSec-WebSocket-Protocol: AMQPWSB10",
                      offered.isEmpty() ? "" : "\r\nSec-WebSocket-Protocol:" + offered));

      assertThat(answer).startsWith("HTTP/1.1 400 Bad Request\r\n");
      assertThat(answerTo(socket, RawWebSocket.REQUEST.strip()))
          .as("the same connection may ask again")
          .startsWith("{\"Message\":\"ErrorCode:InvalidOperation;Sec-WebSocket-Protocol offers")
          .endsWith(ANSWER);
    }
    assertThat(running.refused(HubError.UNSUPPORTED)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade:                       | 426",
        "Upgrade: h2c                   | 426",
        "Sec-WebSocket-Version: 8       | 426",
        "Sec-WebSocket-Version: 14      | 426",
        "Sec-WebSocket-Version:         | 400",
        "Connection:                    | 400",
        "Connection: keep-alive         | 400",
        "Sec-WebSocket-Key:             | 400",
        "Sec-WebSocket-Key: c2hvcnQ=    | 400",
        "Sec-WebSocket-Key: ////        | 400",
        "Content-Length: 5              | 400",
        "Transfer-Encoding: chunked     | 400"
      })
  void shouldRefuseWhatIsNoUpgrade(String line, int status) throws Exception {
    String answer = answerWith(line);

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    if (status == 426) {
      assertThat(answer)
          .contains("Upgrade: websocket\r\n")
          .contains("Sec-WebSocket-Version: 13\r\n");
    }
    assertThat(
            running.refused(HubError.UPGRADE_REQUIRED)
                + running.refused(HubError.MALFORMED_REQUEST))
        .isEqualTo(1);
  }

  @Test
  void shouldAskHttp10ForMore() throws Exception {
    assertThat(answerTo(RawWebSocket.REQUEST.strip().replace("HTTP/1.1", "HTTP/1.0")))
        .contains(" 426 ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /devices/a/messages/devicebound, 401",
    "GET /$iothub, 404",
    "GET /$iothub/websocket/more, 404",
    "GET /$iothub%2Fwebsocket, 404",
    "GET /$%69othub%zz/websocket, 400",
    "POST /$iothub/websocket, 404"
  })
  void shouldServeOtherAddressesAsEver(String request, int status) throws Exception {
    assertThat(answerTo(RawWebSocket.REQUEST.strip().replace("GET /$iothub/websocket", request)))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void shouldNotOfferUpgradesToHttp2() throws Exception {
    HttpResponse<String> answer = running.get("/$iothub/websocket", "none");

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  /** A client that speaks HTTP/2 elsewhere asks for HTTP/1.1 where it wants a WebSocket. */
  @Test
  void shouldServeAClientThatAlsoSpeaksHttp2() throws Exception {
    assertThat(running.get("/devices/a", "none").version()).isEqualTo(HttpClient.Version.HTTP_2);

    WebSocket socket =
        Eventually.get(
            running
                .client()
                .newWebSocketBuilder()
                .subprotocols("chat", "AMQPWSB10")
                .buildAsync(
                    URI.create(
                        running.uri("/$iothub/websocket").toString().replace("https:", "wss:")),
                    new WebSocket.Listener() {}));

    assertThat(socket.getSubprotocol()).isEqualTo("AMQPWSB10");
    socket.abort();
  }

  @Test
  void shouldTakeHttp1WhereItIsNegotiated() throws Exception {
    try (RawWebSocket socket = RawWebSocket.connect(running)) {
      SSLParameters parameters = socket.socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      socket.socket.setSSLParameters(parameters);

      assertThat(answerTo(socket, RawWebSocket.REQUEST.strip())).isEqualTo(ANSWER);
      assertThat(socket.socket.getApplicationProtocol()).isEqualTo("http/1.1");
    }
  }

  /** Libraries read the first bytes they get as the answer, and trip over any that follow. */
  @Test
  void shouldSayNothingBehindTheAnswer() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(running)) {
      socket.socket.setSoTimeout(1500);

      assertThat(org.assertj.core.api.Assertions.catchThrowable(socket::read))
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void shouldGoOnFromAConnectionThatServedRequests() throws Exception {
    try (RawWebSocket socket = RawWebSocket.connect(running)) {
      assertThat(answerTo(socket, "GET /nothing HTTP/1.1", "Host: h", "X: y"))
          .startsWith("HTTP/1.1 404");
      socket.write(RawWebSocket.REQUEST);

      assertThat(socket.readHead()).endsWith(ANSWER);
    }
  }
}
