package io.efollowup.hub.internal.amqp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;

/**
 * A link the hub sends on, message by message, each unsettled until the peer says what became of
 * it.
 *
 * @param <T> what the hub remembers of a message on its way
 */
abstract class SendingLink<T> implements LinkRole {
  /** What may lie in the engine because the peer's session window is shut. */
  private static final int MOST_UNSENT_BYTES = 256 * 1024;

  private static final int MOST_UNSETTLED = 2000;

  private final LinkPort port;
  private final Sender sender;
  private final Map<Delivery, T> underWay = new HashMap<>();
  private long tag;

  SendingLink(LinkPort port, Sender sender) {
    this.port = port;
    this.sender = sender;
  }

  /** Whether a message would go out now. */
  public boolean hasRoom() {
    return sender.getCredit() > 0
        && !port.blocked()
        && underWay.size() < MOST_UNSETTLED
        && hasRoom(sender.getSession());
  }

  /** Whether so little waits for the peer's session window that more may. */
  static boolean hasRoom(Session session) {
    return session.getOutgoingBytes() < MOST_UNSENT_BYTES;
  }

  void send(byte[] message, T remembered) {
    Delivery delivery = sender.delivery(ByteBuffer.allocate(Long.BYTES).putLong(tag++).array());
    sender.send(message, 0, message.length);
    sender.advance();
    underWay.put(delivery, remembered);
    if (!hasRoom(sender.getSession())) {
      port.filled(sender.getSession());
    }
  }

  /** The peer has said what became of a message, or let go of it without a word: null. */
  abstract void settled(T remembered, DeliveryState outcome);

  /** The link went while the peer had the message. */
  abstract void lost(List<T> remembered);

  /** There may be room now. */
  abstract void room();

  @Override
  public final void delivery(Delivery delivery) {
    if (delivery.remotelySettled() || isOutcome(delivery.getRemoteState())) {
      T remembered = underWay.remove(delivery);
      delivery.settle();
      if (remembered != null) {
        settled(remembered, delivery.getRemoteState());
        room();
      }
    }
  }

  private static boolean isOutcome(DeliveryState state) {
    return state instanceof org.apache.qpid.proton.amqp.messaging.Outcome;
  }

  @Override
  public final void credit() {
    room();
    if (sender.getDrain()) {
      sender.drained();
    }
  }

  @Override
  public void ended() {
    List<T> left = new ArrayList<>(underWay.values());
    underWay.clear();
    lost(left);
  }
}
