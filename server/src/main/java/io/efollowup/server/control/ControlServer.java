package io.efollowup.server.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.AdministrationProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an {@link Administration} to local commands: a line of JSON asks {@code
 * {token,operation,arguments}}, a line answers {@code {result}} or {@code {problem}}. The
 * operations are exactly the interface's methods.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Method> OPERATIONS =
      Arrays.stream(Administration.class.getMethods())
          .collect(Collectors.toMap(Method::getName, Function.identity()));

  // With the longest request, what strangers on this machine can make the server hold.
  private static final int MOST_CONNECTIONS = 32;

  private final Administration administration;
  private final ServerSocket socket;
  private final Path file;
  private final byte[] token;
  private final Semaphore connections = new Semaphore(MOST_CONNECTIONS);

  private ControlServer(
      Administration administration, ServerSocket socket, Path file, byte[] token) {
    this.administration = administration;
    this.socket = socket;
    this.file = file;
    this.token = token;
  }

  /**
   * Opens the endpoint.
   *
   * @param file where commands find it; removed when the server closes
   */
  public static ControlServer start(Administration administration, Path file) {
    try {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      String token = HexFormat.of().formatHex(random);
      ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      new ControlFile(socket.getLocalPort(), token).write(file);
      ControlServer server =
          new ControlServer(administration, socket, file, token.getBytes(StandardCharsets.UTF_8));
      Thread.ofVirtual().name("control").start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("the local control endpoint cannot be opened", e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.acquireUninterruptibly();
        Thread.ofVirtual().name("control-connection").start(() -> serve(connection));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("a control connection could not be accepted", e);
        }
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Optional<byte[]> request = RequestLine.read(connection);
      if (request.isPresent()) {
        byte[] answer = JSON.writeValueAsBytes(answer(request.get()));
        connection.getOutputStream().write(answer);
        connection.getOutputStream().write('\n');
      }
    } catch (IOException e) {
      LOG.debug("a control connection broke", e);
    } finally {
      connections.release();
    }
  }

  private ObjectNode answer(byte[] line) {
    ObjectNode answer = JSON.createObjectNode();
    try {
      JsonNode request = JSON.readTree(line);
      byte[] stated = request.path("token").asText().getBytes(StandardCharsets.UTF_8);
      Method operation = OPERATIONS.get(request.path("operation").asText());
      if (!MessageDigest.isEqual(token, stated)) {
        return answer.put("problem", "wrong credential for the local control endpoint");
      }
      if (operation == null) {
        return answer.put("problem", "the server does not know this operation; is it older?");
      }
      Object result = operation.invoke(administration, arguments(operation, request));
      return answer.set("result", JSON.valueToTree(result));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof AdministrationProblem)) {
        LOG.warn("an operation failed", e.getCause());
      }
      return answer.put("problem", String.valueOf(e.getCause().getMessage()));
    } catch (IOException | ReflectiveOperationException | IllegalArgumentException e) {
      // The message would quote the request, and with it a credential or a person.
      LOG.warn("a control request could not be read: {}", e.getClass().getName());
      return answer.put("problem", "the server could not read the request");
    }
  }

  private static Object[] arguments(Method operation, JsonNode request) throws IOException {
    Type[] types = operation.getGenericParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] =
          JSON.readerFor(JSON.constructType(types[i])).readValue(request.path("arguments").path(i));
    }
    return arguments;
  }

  @Override
  public void close() {
    try {
      socket.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
