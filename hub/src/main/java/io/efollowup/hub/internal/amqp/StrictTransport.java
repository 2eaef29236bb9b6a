package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.internal.guard.Allowance;
import java.time.Duration;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.Open;
import org.apache.qpid.proton.engine.TransportException;
import org.apache.qpid.proton.engine.impl.TransportImpl;

/**
 * The protocol engine, told to refuse what it would take and be hurt by: frames so small that
 * nothing ever fits in, heartbeats every millisecond, sessions without end, a range of deliveries
 * that takes for ever to walk.
 */
final class StrictTransport extends TransportImpl {
  /** The smallest frame that every peer takes, by the protocol. */
  private static final long SMALLEST_FRAME = 512;

  private static final long SHORTEST_IDLE_MILLIS = 200;
  private static final long WIDEST_RANGE = 10_000;

  /** How many deliveries, there or not, a peer may name in a second: five times what it can get. */
  private static final int NAMED_PER_SECOND = 100_000;

  static final int LARGEST_FRAME = 8 * 1024;

  /** A thousand devices may share a connection, each with a session. */
  private static final int CHANNEL_MAX = 1100;

  private final Allowance named =
      new Allowance(NAMED_PER_SECOND, NAMED_PER_SECOND, System::nanoTime);
  private boolean opened;

  /**
   * @param idle after which a silent connection is closed
   */
  StrictTransport(Duration idle) {
    setMaxFrameSize(LARGEST_FRAME);
    setChannelMax(CHANNEL_MAX);
    setIdleTimeout((int) idle.toMillis());
    setEmitFlowEventOnSend(false);
  }

  @Override
  public void handleOpen(Open open, Binary payload, Integer channel) {
    require(!opened, "a connection is opened once");
    opened = true;
    long frame = open.getMaxFrameSize() == null ? 0 : open.getMaxFrameSize().longValue();
    require(frame >= SMALLEST_FRAME, "max-frame-size is at least 512");
    UnsignedInteger idle = open.getIdleTimeOut();
    if (idle != null && idle.longValue() > Integer.MAX_VALUE) {
      // The engine would take it for a negative number. Heartbeats more often than asked do no
      // harm.
      open.setIdleTimeOut(UnsignedInteger.valueOf(Integer.MAX_VALUE));
    }
    require(
        idle == null || idle.longValue() == 0 || idle.longValue() >= SHORTEST_IDLE_MILLIS,
        "idle-time-out is at least 200 ms");
    super.handleOpen(open, payload, channel);
  }

  @Override
  public void handleBegin(Begin begin, Binary payload, Integer channel) {
    require(opened && channel <= CHANNEL_MAX, "the channel is beyond channel-max");
    require(begin.getRemoteChannel() == null, "the hub begins no sessions");
    super.handleBegin(begin, payload, channel);
  }

  /** Ids are a sequence that may wrap, which the engine does not expect of a range. */
  @Override
  public void handleDisposition(Disposition disposition, Binary payload, Integer channel) {
    long first = disposition.getFirst().longValue();
    long last = disposition.getLast() == null ? first : disposition.getLast().longValue();
    require(last - first < WIDEST_RANGE && last < 0xffff_ffffL, "the range is too wide");
    require(!named.isSpent(), "too many deliveries are named");
    named.spend(last - first + 1);
    super.handleDisposition(disposition, payload, channel);
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new TransportException(otherwise);
    }
  }
}
