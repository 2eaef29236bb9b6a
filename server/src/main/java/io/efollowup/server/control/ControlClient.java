package io.efollowup.server.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.AdministrationProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The administration of the running server of a data directory, from another process. */
public final class ControlClient {
  private ControlClient() {}

  /**
   * Finds the running server.
   *
   * @return empty when no server has written its control file
   */
  public static Optional<Administration> connect(Path file) {
    try {
      return ControlFile.read(file)
          .map(
              control ->
                  (Administration)
                      Proxy.newProxyInstance(
                          Administration.class.getClassLoader(),
                          new Class<?>[] {Administration.class},
                          (proxy, method, arguments) -> call(control, method, arguments)));
    } catch (IOException e) {
      throw new AdministrationProblem(
          "the server's control file cannot be read: " + e.getMessage(), e);
    }
  }

  private static Object call(ControlFile control, Method operation, Object[] arguments) {
    if (operation.getDeclaringClass() == Object.class) {
      return switch (operation.getName()) {
        case "toString" -> "Administration of the running server";
        case "hashCode" -> System.identityHashCode(control);
        default -> false;
      };
    }
    ObjectNode request = ControlServer.JSON.createObjectNode();
    request.put("token", control.token());
    request.put("operation", operation.getName());
    request.set(
        "arguments", ControlServer.JSON.valueToTree(arguments == null ? new Object[0] : arguments));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.port());
        var reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write(ControlServer.JSON.writeValueAsBytes(request));
      socket.getOutputStream().write('\n');
      String line = reader.readLine();
      if (line == null) {
        throw new AdministrationProblem("the server closed the connection; is it stopping?");
      }
      return result(operation, ControlServer.JSON.readTree(line));
    } catch (IOException e) {
      throw new AdministrationProblem(
          "the server of this data directory does not answer: " + e.getMessage(), e);
    }
  }

  private static Object result(Method operation, JsonNode answer) throws IOException {
    if (answer.has("problem")) {
      throw new AdministrationProblem(answer.path("problem").asText());
    }
    if (operation.getReturnType() == void.class) {
      return null;
    }
    return ControlServer.JSON
        .readerFor(ControlServer.JSON.constructType(operation.getGenericReturnType()))
        .readValue(answer.path("result"));
  }
}
