package io.efollowup.server.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.server.admin.Administration;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers on the same machine can do to the endpoint of the commands. */
class ControlServerTest {
  @TempDir Path directory;
  private Path file;
  private ControlServer server;

  @BeforeEach
  void start() {
    file = directory.resolve("control.json");
    server = ControlServer.start(administrationThatMustNotBeReached(), file);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Administration administrationThatMustNotBeReached() {
    return (Administration)
        Proxy.newProxyInstance(
            Administration.class.getClassLoader(),
            new Class<?>[] {Administration.class},
            (proxy, method, arguments) -> {
              throw new AssertionError("reached without the credential");
            });
  }

  @Test
  void shouldKeepItsCredentialToTheOwner() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldRefuseARequestWithoutTheCredential() throws IOException {
    assertThat(answer("{\"token\":\"guess\",\"operation\":\"status\",\"arguments\":[]}\n"))
        .contains("wrong credential");
    assertThat(answer("not json\n")).contains("could not read the request");
  }

  @Test
  void shouldHangUpOnALineThatDoesNotEnd() throws IOException {
    byte[] part = "a".repeat(64 * 1024).getBytes(UTF_8);
    boolean hungUp = false;
    try (Socket socket = connection()) {
      for (int sent = 0; sent < 64 * RequestLine.LONGEST; sent += part.length) {
        socket.getOutputStream().write(part);
      }
      hungUp = socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      hungUp = true;
    }

    assertThat(hungUp).isTrue();
    assertThat(answer("{}\n")).contains("wrong credential");
  }

  /** Asks anew where the line came too late for the server, as on a machine that stood still. */
  private String answer(String line) throws IOException {
    while (true) {
      long began = System.nanoTime();
      String answer = answerOnce(line);
      if (!answer.isEmpty() || System.nanoTime() - began < RequestLine.PATIENCE.toNanos()) {
        return answer;
      }
    }
  }

  private String answerOnce(String line) throws IOException {
    try (Socket socket = connection()) {
      socket.getOutputStream().write(line.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (SocketException hungUp) {
      return "";
    }
  }

  private Socket connection() throws IOException {
    return new Socket(
        InetAddress.getLoopbackAddress(), ControlFile.read(file).orElseThrow().port());
  }
}
