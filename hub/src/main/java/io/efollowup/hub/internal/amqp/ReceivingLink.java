package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.Owner;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/**
 * A link the peer sends on. Puts messages together from their transfers, hands them on, answers
 * each, and lets the peer send as much as is in hand: when what follows is slow, so is the peer.
 */
abstract class ReceivingLink implements LinkRole {
  private static final int ROOM_FOR_PROPERTIES = 32 * 1024;

  private final LinkPort port;
  private final Receiver receiver;
  private final int credit;
  private final int largestBody;
  private final Arriving arriving;
  private final HubMeters meters;
  private final Inlet inlet;
  private Optional<Subscription> untilOpen = Optional.empty();
  private int inHand;
  private boolean reading;
  private boolean ended;

  /**
   * @param credit how many messages the peer may have under way
   * @param owner whose messages they are
   */
  ReceivingLink(LinkPort port, Receiver receiver, int credit, Owner owner) {
    this(port, receiver, credit, owner, Inlet.OPEN);
  }

  /**
   * @param inlet the peer is not asked for more while it is not open
   */
  ReceivingLink(LinkPort port, Receiver receiver, int credit, Owner owner, Inlet inlet) {
    this(
        port,
        receiver,
        credit,
        owner,
        port.services().options().maxMessageBytes(),
        ROOM_FOR_PROPERTIES,
        inlet);
  }

  /**
   * @param largestBody of a message
   * @param roomForProperties how much larger a message may be than its body
   */
  ReceivingLink(
      LinkPort port,
      Receiver receiver,
      int credit,
      Owner owner,
      int largestBody,
      int roomForProperties) {
    this(port, receiver, credit, owner, largestBody, roomForProperties, Inlet.OPEN);
  }

  private ReceivingLink(
      LinkPort port,
      Receiver receiver,
      int credit,
      Owner owner,
      int largestBody,
      int roomForProperties,
      Inlet inlet) {
    this.port = port;
    this.receiver = receiver;
    this.credit = credit;
    this.largestBody = largestBody;
    this.arriving = new Arriving(port, owner, largestBody, largestBody + roomForProperties);
    this.meters = port.services().meters();
    this.inlet = inlet;
    topUp();
  }

  /**
   * Deals with a message. What it returns may complete on any thread: normally when the message may
   * be accepted, else with a {@link HubException}.
   */
  abstract CompletionStage<?> message(AmqpMessage message, int format);

  @Override
  public final void delivery(Delivery ignored) {
    read();
  }

  /** Answering reads on; an answer given while reading leaves that to the reader. */
  private void read() {
    if (!reading) {
      reading = true;
      readAll();
      reading = false;
    }
  }

  private void readAll() {
    Delivery current = receiver.current();
    while (current != null && !ended) {
      ReadableBuffer part = receiver.recv();
      if (part != null) {
        arriving.add(part);
      }
      if (current.isAborted()) {
        forget(current);
      } else if (current.isPartial()) {
        arriving.expectTheRest();
        return;
      } else {
        receiver.advance();
        handle(current);
      }
      current = receiver.current();
    }
  }

  private void forget(Delivery delivery) {
    receiver.advance();
    delivery.settle();
    arriving.forget();
    topUp();
  }

  private void handle(Delivery delivery) {
    Arriving.Whole whole = arriving.take();
    byte[] bytes = whole.bytes();
    inHand++;
    if (whole.refusal().isPresent()) {
      answer(delivery, whole.refusal().get(), 0);
      return;
    }
    try {
      AmqpMessage message = AmqpCodec.decode(bytes);
      if (message.body().length > largestBody) {
        throw arriving.tooLarge();
      }
      int length = bytes.length; // the bytes themselves are not kept until then
      message(message, delivery.getMessageFormat())
          .whenComplete(
              (done, failure) -> port.loop().execute(() -> answer(delivery, failure, length)));
    } catch (HubException e) {
      answer(delivery, e, bytes.length);
    } catch (RuntimeException e) {
      arriving.release(bytes.length);
      throw e;
    }
  }

  private void answer(Delivery delivery, Throwable failure, int bytes) {
    arriving.release(bytes);
    inHand--;
    HubException refused = failure == null ? null : HubException.of(failure);
    if (refused != null) {
      meters.refused(refused.error());
    }
    if (ended) {
      return;
    }
    if (!delivery.remotelySettled()) {
      DeliveryState state = refused == null ? Accepted.getInstance() : Conditions.rejected(refused);
      delivery.disposition(state);
    }
    delivery.settle();
    topUp();
    read();
  }

  /** It has turned out whose the messages are. */
  final void belongTo(Owner owner) {
    arriving.belongTo(owner);
  }

  /** In steps of half the credit, so that not every message costs a frame. */
  private void topUp() {
    int missing = credit - inHand - receiver.getCredit();
    if (missing < (credit + 1) / 2 || untilOpen.isPresent()) {
      return;
    }
    if (inlet.isOpen()) {
      receiver.flow(missing);
    } else {
      untilOpen =
          Optional.of(
              inlet.whenOpen(
                  () -> {
                    untilOpen = Optional.empty();
                    topUp();
                  }));
    }
  }

  @Override
  public void ended() {
    ended = true;
    untilOpen.ifPresent(Subscription::close);
    arriving.close();
  }
}
