package io.efollowup.hub.internal.amqp;

import java.util.List;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Sender;

/** The link answers and notices go out on. What the peer has no credit for waits. */
final class ReplyLink extends SendingLink<Boolean> {
  private final ReplyPath path;

  ReplyLink(LinkPort port, Sender sender, ReplyPath path) {
    super(port, sender);
    this.path = path;
    path.open(this);
  }

  @Override
  void settled(Boolean remembered, DeliveryState outcome) {}

  @Override
  void lost(List<Boolean> remembered) {}

  @Override
  void room() {
    path.send();
  }

  @Override
  public void ended() {
    path.closed(this);
    super.ended();
  }
}
