package io.efollowup.hub.internal.amqp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transport.Attach;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Detach;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.End;
import org.apache.qpid.proton.amqp.transport.Flow;
import org.apache.qpid.proton.amqp.transport.Open;
import org.apache.qpid.proton.amqp.transport.ReceiverSettleMode;
import org.apache.qpid.proton.amqp.transport.Role;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.amqp.transport.Transfer;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;

/** Frames one by one, as no library would send them. */
final class RawFrames {
  static final byte[] HEADER = {'A', 'M', 'Q', 'P', 0, 1, 0, 0};

  private static final int ROOM = 64 * 1024;

  private RawFrames() {}

  static byte[] frame(int channel, Object performative, byte[] payload) {
    DecoderImpl decoder = new DecoderImpl();
    EncoderImpl encoder = new EncoderImpl(decoder);
    AMQPDefinedTypes.registerAllTypes(decoder, encoder);
    ByteBuffer bytes = ByteBuffer.allocate(ROOM);
    bytes.position(8);
    encoder.setByteBuffer(bytes);
    encoder.writeObject(performative);
    bytes.put(payload);
    int length = bytes.position();
    bytes.putInt(0, length).put(4, (byte) 2).putShort(6, (short) channel);
    return Arrays.copyOf(bytes.array(), length);
  }

  static byte[] frame(int channel, Object performative) {
    return frame(channel, performative, new byte[0]);
  }

  static Open open() {
    Open open = new Open();
    open.setContainerId("hostile");
    return open;
  }

  static byte[] begin(int channel) {
    Begin begin = new Begin();
    begin.setNextOutgoingId(UnsignedInteger.ZERO);
    begin.setIncomingWindow(UnsignedInteger.valueOf(0x7fff_ffff));
    begin.setOutgoingWindow(UnsignedInteger.valueOf(0x7fff_ffff));
    return frame(channel, begin);
  }

  static byte[] end(int channel) {
    return frame(channel, new End());
  }

  /** The peer wants to send to an address. */
  static byte[] sender(int handle, String address) {
    Attach attach = attach(handle, Role.SENDER);
    Target target = new Target();
    target.setAddress(address);
    attach.setTarget(target);
    attach.setInitialDeliveryCount(UnsignedInteger.ZERO);
    return frame(0, attach);
  }

  /** The peer wants to receive from an address. */
  static byte[] receiver(int handle, String address) {
    Attach attach = attach(handle, Role.RECEIVER);
    Source source = new Source();
    source.setAddress(address);
    attach.setSource(source);
    return frame(0, attach);
  }

  private static Attach attach(int handle, Role role) {
    Attach attach = new Attach();
    attach.setName("link" + handle);
    attach.setHandle(UnsignedInteger.valueOf(handle));
    attach.setRole(role);
    attach.setSndSettleMode(SenderSettleMode.UNSETTLED);
    attach.setRcvSettleMode(ReceiverSettleMode.FIRST);
    return attach;
  }

  static byte[] detach(int handle) {
    Detach detach = new Detach();
    detach.setHandle(UnsignedInteger.valueOf(handle));
    detach.setClosed(true);
    return frame(0, detach);
  }

  static byte[] credit(int handle, long credit, long window) {
    Flow flow = new Flow();
    flow.setHandle(UnsignedInteger.valueOf(handle));
    flow.setLinkCredit(UnsignedInteger.valueOf(credit));
    flow.setDeliveryCount(UnsignedInteger.ZERO);
    flow.setNextIncomingId(UnsignedInteger.ONE);
    flow.setIncomingWindow(UnsignedInteger.valueOf(window));
    flow.setNextOutgoingId(UnsignedInteger.ZERO);
    flow.setOutgoingWindow(UnsignedInteger.valueOf(0x7fff_ffff));
    return frame(0, flow);
  }

  /** Of a session, not of one of its links; the next transfer is expected to have this id. */
  static byte[] window(long next, long window) {
    Flow flow = new Flow();
    flow.setNextIncomingId(UnsignedInteger.valueOf(next));
    flow.setIncomingWindow(UnsignedInteger.valueOf(window));
    flow.setNextOutgoingId(UnsignedInteger.ZERO);
    flow.setOutgoingWindow(UnsignedInteger.valueOf(0x7fff_ffff));
    return frame(0, flow);
  }

  static byte[] transfer(int handle, long id, boolean more, byte[] payload) {
    Transfer transfer = new Transfer();
    transfer.setHandle(UnsignedInteger.valueOf(handle));
    transfer.setDeliveryId(UnsignedInteger.valueOf(id));
    transfer.setDeliveryTag(new Binary(ByteBuffer.allocate(8).putLong(id).array()));
    transfer.setMore(more);
    return frame(0, transfer, payload);
  }

  /** The rest of a message is not going to come. */
  static byte[] abort(int handle, long id) {
    Transfer transfer = new Transfer();
    transfer.setHandle(UnsignedInteger.valueOf(handle));
    transfer.setDeliveryId(UnsignedInteger.valueOf(id));
    transfer.setAborted(true);
    return frame(0, transfer);
  }

  static byte[] settle(long first, long last) {
    Disposition disposition = new Disposition();
    disposition.setRole(Role.RECEIVER);
    disposition.setFirst(UnsignedInteger.valueOf(first));
    disposition.setLast(UnsignedInteger.valueOf(last));
    disposition.setSettled(true);
    return frame(0, disposition);
  }
}
