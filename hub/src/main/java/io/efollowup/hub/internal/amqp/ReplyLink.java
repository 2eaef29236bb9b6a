package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.Subscription;
import java.util.List;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Sender;

/** The link answers and notices go out on. What the peer has no credit for waits. */
final class ReplyLink extends SendingLink<Boolean> {
  private final ReplyPath path;
  private final List<Subscription> untilTheEnd;

  /**
   * @param untilTheEnd closed with the link
   */
  ReplyLink(LinkPort port, Sender sender, ReplyPath path, Subscription... untilTheEnd) {
    super(port, sender);
    this.path = path;
    this.untilTheEnd = List.of(untilTheEnd);
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
    untilTheEnd.forEach(Subscription::close);
    super.ended();
  }
}
