package io.efollowup.hub;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.proton.ProtonClient;
import io.vertx.proton.ProtonClientOptions;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonLinkOptions;
import io.vertx.proton.ProtonReceiver;
import io.vertx.proton.ProtonSender;
import io.vertx.proton.ProtonSession;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.message.Message;

/** An AMQP 1.0 client of another project, made blocking. */
final class AmqpClient implements AutoCloseable {
  private static final Vertx VERTX = Vertx.vertx();

  private final ProtonConnection connection;
  private final Context context = Vertx.currentContext();
  private final CompletableFuture<ErrorCondition> closed = new CompletableFuture<>();

  private AmqpClient(ProtonConnection connection) {
    this.connection = connection;
    connection.closeHandler(
        result -> {
          ErrorCondition condition = connection.getRemoteCondition();
          closed.complete(condition == null ? new ErrorCondition() : condition);
          connection.close();
          connection.disconnect();
        });
    connection.disconnectHandler(gone -> closed.complete(new ErrorCondition()));
  }

  /** Connected and opened; empty user: SASL ANONYMOUS. */
  static AmqpClient connect(RunningHub hub, Carrier carrier, String user, String password)
      throws Exception {
    ProtonClientOptions options =
        new ProtonClientOptions()
            .setSsl(carrier.isTls())
            .setTrustOptions(new PemTrustOptions().addCertPath(hub.authority.toString()))
            .setHostnameVerificationAlgorithm("HTTPS");
    CompletableFuture<AmqpClient> opened = new CompletableFuture<>();
    VERTX.runOnContext(
        ignored ->
            carrier
                .port(VERTX, hub, hub.hub().amqpsPort(), "AMQPWSB10")
                .onSuccess(port -> connect(port, options, user, password, opened))
                .onFailure(opened::completeExceptionally));
    return Eventually.get(opened);
  }

  private static void connect(
      int port,
      ProtonClientOptions options,
      String user,
      String password,
      CompletableFuture<AmqpClient> opened) {
    ProtonClient.create(VERTX)
        .connect(
            options,
            "127.0.0.1",
            port,
            user.isEmpty() ? null : user,
            password.isEmpty() ? null : password,
            result -> {
              if (result.failed()) {
                opened.completeExceptionally(result.cause());
                return;
              }
              AmqpClient client = new AmqpClient(result.result());
              client.connection.openHandler(open -> opened.complete(client)).open();
            });
  }

  static AmqpClient connect(RunningHub hub, String user, String password) throws Exception {
    return connect(hub, Carrier.TCP, user, password);
  }

  static AmqpClient connect(RunningHub hub, Carrier carrier) throws Exception {
    return connect(hub, carrier, "", "");
  }

  static AmqpClient connect(RunningHub hub) throws Exception {
    return connect(hub, "", "");
  }

  /** Puts a token; the status code of the answer. */
  int putToken(String token) throws Exception {
    Receiving answers = receive("$cbs", Map.of());
    ProtonSender sender = sender("$cbs");
    Message request = Message.Factory.create();
    UUID id = UUID.randomUUID();
    request.setMessageId(id);
    request.setReplyTo("cbs");
    request.setApplicationProperties(
        new ApplicationProperties(
            Map.of(
                "operation", "put-token",
                "type", "servicebus.windows.net:sastoken",
                "name", "any")));
    request.setBody(new AmqpValue(token));
    send(sender, request);
    Message answer = answers.next();
    if (!answer.getCorrelationId().equals(id)) {
      throw new AssertionError("the answer has another correlation id: " + answer);
    }
    return (Integer) answer.getApplicationProperties().getValue().get("status-code");
  }

  /** A sending link that is open and has credit; fails with the condition when refused. */
  ProtonSender sender(String address) throws Exception {
    return sender(address, Map.of());
  }

  ProtonSender sender(String address, Map<Symbol, Object> properties) throws Exception {
    CompletableFuture<ProtonSender> ready = new CompletableFuture<>();
    onLoop(
        () -> {
          ProtonSender sender = connection.createSender(address, new ProtonLinkOptions());
          sender.setProperties(properties);
          sender.setAutoDrained(true);
          sender.closeHandler(
              result -> ready.completeExceptionally(new Refused(sender.getRemoteCondition())));
          sender.sendQueueDrainHandler(drained -> ready.complete(drained));
          sender.open();
        });
    return get(ready);
  }

  /** A receiving link that takes one message at a time, which the test settles. */
  Receiving receive(String address, Map<Symbol, Object> properties) throws Exception {
    CompletableFuture<Receiving> ready = new CompletableFuture<>();
    onLoop(
        () -> {
          ProtonReceiver receiver = connection.createReceiver(address);
          Receiving receiving = new Receiving(receiver);
          receiver.setProperties(properties);
          receiver.setPrefetch(0).setAutoAccept(false);
          receiver.handler(
              (delivery, message) -> receiving.arrived.add(Map.entry(delivery, message)));
          receiver.closeHandler(
              result -> ready.completeExceptionally(new Refused(receiver.getRemoteCondition())));
          receiver.openHandler(
              result -> {
                if (receiver.getRemoteSource() != null) {
                  receiver.flow(50);
                  ready.complete(receiving);
                }
              });
          receiver.open();
        });
    return get(ready);
  }

  /** Sends and waits for the outcome. */
  ProtonDelivery send(ProtonSender sender, Message message) throws Exception {
    CompletableFuture<ProtonDelivery> settled = new CompletableFuture<>();
    onLoop(() -> sender.send(message, settled::complete));
    return get(settled);
  }

  static Message data(byte[] body) {
    Message message = Message.Factory.create();
    message.setBody(new Data(new Binary(body)));
    return message;
  }

  void onLoop(Runnable step) {
    context.runOnContext(ignored -> step.run());
  }

  /** Returns when the step is done. */
  void doneOnLoop(Runnable step) throws Exception {
    get(CompletableFuture.runAsync(step, this::onLoop));
  }

  /** Why the hub closed the connection; an empty condition when it only hung up. */
  ErrorCondition awaitClosed() throws Exception {
    return Eventually.get(closed);
  }

  /** Completes with the reason of the first session or link that the hub ends. */
  CompletableFuture<String> firstEnding(ProtonSender sender) throws Exception {
    CompletableFuture<String> ending = new CompletableFuture<>();
    doneOnLoop(
        () -> {
          sender.closeHandler(result -> ending.complete("link " + sender.getRemoteCondition()));
          ProtonSession session = sender.getSession();
          session.closeHandler(
              result -> ending.complete("session " + session.getRemoteCondition().getCondition()));
        });
    return ending;
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    try {
      return Eventually.get(future);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refused refused) {
        throw refused;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    onLoop(connection::disconnect);
  }

  /** The hub refused a link. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String condition;

    Refused(ErrorCondition condition) {
      super(String.valueOf(condition));
      this.condition =
          condition == null || condition.getCondition() == null
              ? ""
              : condition.getCondition().toString();
    }

    String condition() {
      return condition;
    }
  }

  /** What arrives on one link. */
  final class Receiving {
    private final ProtonReceiver receiver;
    private final BlockingQueue<Map.Entry<ProtonDelivery, Message>> arrived =
        new LinkedBlockingQueue<>();

    Receiving(ProtonReceiver receiver) {
      this.receiver = receiver;
    }

    /** The next message, accepted. */
    Message next() throws Exception {
      Map.Entry<ProtonDelivery, Message> entry = nextUnsettled();
      settle(entry.getKey(), Accepted.getInstance());
      return entry.getValue();
    }

    Map.Entry<ProtonDelivery, Message> nextUnsettled() throws Exception {
      return Eventually.next(arrived);
    }

    /** Whether nothing arrives for a moment. */
    boolean nothingArrives(long millis) throws InterruptedException {
      return arrived.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    void settle(ProtonDelivery delivery, DeliveryState outcome) {
      onLoop(() -> delivery.disposition(outcome, true));
    }

    void with(Consumer<ProtonReceiver> step) {
      onLoop(() -> step.accept(receiver));
    }
  }
}
