package io.efollowup.bench.hub;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;

/**
 * SASL ANONYMOUS, one session, one sending link, deliveries unsettled until {@code accepted}. A hub
 * wants to see a token first, on the links of {@code $cbs}; a broker without users does not.
 */
final class AmqpsConnection extends LoadConnection {
  private final NetSocket socket;
  private final AmqpEngine engine;
  private final Promise<LoadConnection> opened = Promise.promise();
  private final Session session;
  private final Sender telemetry;
  private long tag;

  private AmqpsConnection(
      Context context, NetSocket socket, LoadDevice device, String address, boolean claims) {
    super(context);
    this.socket = socket;
    engine = new AmqpEngine(socket, device.hostName(), "load-" + device.index(), this::happened);
    socket.closeHandler(ignored -> broken("the connection was closed"));
    session = engine.connection().session();
    engine.connection().open();
    session.open();
    telemetry = sender("telemetry", address);
    if (claims) {
      showToken(device);
    } else {
      telemetry.open();
    }
    engine.flush();
  }

  /** To the hub, as the device. */
  static Future<LoadConnection> toHub(Context context, NetSocket socket, LoadDevice device) {
    String address = "/devices/%s/messages/events".formatted(device.id());
    return new AmqpsConnection(context, socket, device, address, true).opened.future();
  }

  /** To a broker, into a queue of the device's own. */
  static Future<LoadConnection> toBroker(Context context, NetSocket socket, LoadDevice device) {
    String address = "load." + device.index();
    return new AmqpsConnection(context, socket, device, address, false).opened.future();
  }

  private Sender sender(String name, String address) {
    Sender sender = session.sender(name);
    Target target = new Target();
    target.setAddress(address);
    sender.setTarget(target);
    sender.setSource(new Source());
    sender.setSenderSettleMode(SenderSettleMode.UNSETTLED);
    return sender;
  }

  private void showToken(LoadDevice device) {
    Receiver answers = session.receiver("cbs-receiver");
    Source source = new Source();
    source.setAddress("$cbs");
    answers.setSource(source);
    answers.setTarget(new Target());
    answers.open();
    answers.flow(1);
    Sender requests = sender("cbs-sender", "$cbs");
    requests.open();
    deliver(requests, AmqpMessages.putToken(device.resource(), device.token()), 0);
  }

  private void deliver(Sender sender, byte[] message, long now) {
    Delivery delivery =
        sender.delivery(
            Long.toString(tag++, Character.MAX_RADIX).getBytes(StandardCharsets.US_ASCII));
    delivery.setContext(now);
    sender.send(message, 0, message.length);
    sender.advance();
  }

  @Override
  void send(byte[] message, long now) {
    deliver(telemetry, AmqpMessages.telemetry(message), now);
  }

  @Override
  void flush() {
    engine.flush();
  }

  @Override
  void finish() {
    engine.connection().close();
    engine.flush();
  }

  private void happened(Event event) {
    switch (event.getType()) {
      case LINK_FLOW -> creditCame(event.getLink());
      case DELIVERY -> delivered(event.getDelivery());
      case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> closedBy(event.getLink().getRemoteCondition());
      case CONNECTION_REMOTE_CLOSE -> closedBy(event.getConnection().getRemoteCondition());
      case TRANSPORT_ERROR -> closedBy(event.getTransport().getCondition());
      default -> {
        // The rest is the engine's own affair.
      }
    }
  }

  private void creditCame(Link link) {
    if (link == telemetry && link.getCredit() > 0) {
      opened.tryComplete(this);
    }
  }

  private void delivered(Delivery delivery) {
    if (delivery.getLink() instanceof Receiver answers) {
      tokenAnswered(answers, delivery);
    } else if (delivery.getRemoteState() instanceof Accepted) {
      delivery.settle();
      if (delivery.getLink() == telemetry) {
        acknowledged((Long) delivery.getContext());
      }
    } else if (delivery.getRemoteState() != null) {
      broken("a message was not accepted: " + delivery.getRemoteState());
    }
  }

  private void tokenAnswered(Receiver answers, Delivery delivery) {
    if (delivery.isPartial()) {
      return;
    }
    if (!AmqpMessages.isGranted(answers, delivery)) {
      broken("the hub refused the token");
      return;
    }
    delivery.disposition(Accepted.getInstance());
    delivery.settle();
    telemetry.open();
  }

  private void closedBy(ErrorCondition condition) {
    broken(
        Optional.ofNullable(condition)
            .map(ErrorCondition::getCondition)
            .map(name -> "the other side closed: " + name)
            .orElse("the other side closed"));
  }

  private void broken(String why) {
    opened.tryFail(why);
    failed(why);
    socket.close();
  }
}
