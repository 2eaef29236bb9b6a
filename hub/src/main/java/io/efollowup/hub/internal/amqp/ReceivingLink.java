package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.Owner;
import io.vertx.core.buffer.Buffer;
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
  private final int largest;
  private final Holding holding;
  private final HubMeters meters;
  private final Inlet inlet;
  private Optional<Subscription> untilOpen = Optional.empty();
  private Buffer arriving = Buffer.buffer();
  private Optional<Subscription> deadline = Optional.empty();
  private HubException refusal;
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
    this.largest = largestBody + roomForProperties;
    this.holding = port.services().budget().holding(owner);
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
        keep(part);
      }
      if (current.isAborted()) {
        forget(current);
      } else if (current.isPartial()) {
        expectTheRest();
        return;
      } else {
        receiver.advance();
        handle(current);
      }
      current = receiver.current();
    }
  }

  /** A message that has begun to arrive has to arrive: its bytes count against all doors. */
  private void expectTheRest() {
    if (deadline.isEmpty()) {
      deadline =
          Optional.of(port.loop().after(port.services().options().requestTimeout(), port::tooSlow));
    }
  }

  private void arrived() {
    deadline.ifPresent(Subscription::close);
    deadline = Optional.empty();
  }

  /** What is too much is read to its end and thrown away, so that the link goes on. */
  private void keep(ReadableBuffer part) {
    int length = part.remaining();
    if (refusal == null && arriving.length() + length > largest) {
      refuse(tooLarge());
    } else if (refusal == null) {
      holding.add(length).ifPresent(this::refuse);
    }
    if (refusal == null) {
      byte[] bytes = new byte[length];
      part.get(bytes);
      arriving.appendBytes(bytes);
    }
  }

  private void refuse(HubException why) {
    refusal = why;
    release(arriving.length());
    arriving = Buffer.buffer();
  }

  private HubException tooLarge() {
    return new HubException(
        HubError.MESSAGE_TOO_LARGE, "The message is larger than " + largestBody + " bytes.");
  }

  private void forget(Delivery delivery) {
    arrived();
    receiver.advance();
    delivery.settle();
    refuse(new HubException(HubError.MALFORMED_REQUEST, "The message was aborted."));
    refusal = null;
    topUp();
  }

  private void handle(Delivery delivery) {
    arrived();
    byte[] bytes = arriving.getBytes();
    HubException refused = refusal;
    arriving = Buffer.buffer();
    refusal = null;
    inHand++;
    if (refused != null) {
      answer(delivery, refused, 0);
      return;
    }
    try {
      AmqpMessage message = AmqpCodec.decode(bytes);
      if (message.body().length > largestBody) {
        throw tooLarge();
      }
      message(message, delivery.getMessageFormat())
          .whenComplete(
              (done, failure) ->
                  port.loop().execute(() -> answer(delivery, failure, bytes.length)));
    } catch (HubException e) {
      answer(delivery, e, bytes.length);
    } catch (RuntimeException e) {
      release(bytes.length);
      throw e;
    }
  }

  private void answer(Delivery delivery, Throwable failure, int bytes) {
    release(bytes);
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

  private void release(int bytes) {
    holding.remove(bytes);
  }

  /** It has turned out whose the messages are. */
  final void belongTo(Owner owner) {
    holding.moveTo(owner);
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
    arrived();
    untilOpen.ifPresent(Subscription::close);
    refuse(tooLarge());
    holding.close();
  }
}
