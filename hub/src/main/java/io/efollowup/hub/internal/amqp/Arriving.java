package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Owner;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.apache.qpid.proton.codec.ReadableBuffer;

/**
 * The message that is arriving on a link, transfer by transfer: as much of it as there is room for,
 * and as long as it may take. On the connection's loop.
 */
final class Arriving {
  private final LinkPort port;
  private final int largestBody;
  private final int largest;
  private final Holding holding;
  private Buffer bytes = Buffer.buffer();
  private Optional<Subscription> deadline = Optional.empty();
  private Optional<HubException> refusal = Optional.empty();

  /**
   * A message that is there.
   *
   * @param bytes of which so many are held until they are released
   * @param refusal why there are none
   */
  @SuppressWarnings("ArrayRecordComponent") // one owner
  record Whole(byte[] bytes, Optional<HubException> refusal) {}

  /**
   * @param largestBody of a message
   * @param largest a message may be with its properties
   */
  Arriving(LinkPort port, Owner owner, int largestBody, int largest) {
    this.port = port;
    this.largestBody = largestBody;
    this.largest = largest;
    this.holding = port.services().budget().holding(owner);
  }

  /** What is too much is read to its end and thrown away, so that the link goes on. */
  void add(ReadableBuffer part) {
    int length = part.remaining();
    if (refusal.isEmpty()) {
      Optional<HubException> why =
          bytes.length() + length > largest ? Optional.of(tooLarge()) : holding.add(length);
      why.ifPresent(this::refuse);
    }
    if (refusal.isEmpty()) {
      byte[] kept = new byte[length];
      part.get(kept);
      bytes.appendBytes(kept);
    }
  }

  HubException tooLarge() {
    return new HubException(
        HubError.MESSAGE_TOO_LARGE, "The message is larger than " + largestBody + " bytes.");
  }

  private void refuse(HubException why) {
    refusal = Optional.of(why);
    release(bytes.length());
    bytes = Buffer.buffer();
  }

  /** A message that has begun to arrive has to arrive: its bytes count against all doors. */
  void expectTheRest() {
    if (deadline.isEmpty()) {
      deadline =
          Optional.of(port.loop().after(port.services().options().requestTimeout(), port::tooSlow));
    }
  }

  private void expectNothing() {
    deadline.ifPresent(Subscription::close);
    deadline = Optional.empty();
  }

  /** It has come to its end. */
  Whole take() {
    expectNothing();
    Whole whole = new Whole(bytes.getBytes(), refusal);
    bytes = Buffer.buffer();
    refusal = Optional.empty();
    return whole;
  }

  /** It is not going to come to its end. */
  void forget() {
    expectNothing();
    release(bytes.length());
    bytes = Buffer.buffer();
    refusal = Optional.empty();
  }

  /** What was taken has been dealt with. */
  void release(int length) {
    holding.remove(length);
  }

  /** It has turned out whose the messages are. */
  void belongTo(Owner owner) {
    holding.moveTo(owner);
  }

  /** The link has ended. */
  void close() {
    forget();
    holding.close();
  }
}
