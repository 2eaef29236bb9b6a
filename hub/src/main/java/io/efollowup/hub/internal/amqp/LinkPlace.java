package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Resource;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transport.ReceiverSettleMode;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Sender;

/**
 * A link that has its role: what it was permitted to be.
 *
 * @param node what it is at
 * @param resource what of
 * @param role what it does
 */
record LinkPlace(AmqpAddress.Node node, Resource resource, LinkRole role) {
  /** Where the peer wants to attach. */
  static AmqpAddress wanted(Link link) {
    Object terminus = link instanceof Sender ? link.getRemoteSource() : link.getRemoteTarget();
    String address =
        switch (terminus) {
          case Source source when source.getAddress() != null -> source.getAddress();
          case Target target when target.getAddress() != null -> target.getAddress();
          case null, default ->
              throw new HubException(
                  HubError.UNSUPPORTED, "A link is attached to an address of this hub.");
        };
    return AmqpAddress.parse(address);
  }

  /**
   * Answers as the peer wishes, without what the hub does not heed: a filter that is given back is
   * in force. To be followed by opening the link.
   */
  static void confirm(Link link) {
    if (link.getRemoteSource() instanceof Source source) {
      source.setFilter(null);
      source.setDynamicNodeProperties(null);
      source.setCapabilities((Symbol[]) null);
    }
    if (link.getRemoteTarget() instanceof Target target) {
      target.setDynamicNodeProperties(null);
      target.setCapabilities((Symbol[]) null);
    }
    link.setSource(link.getRemoteSource());
    link.setTarget(link.getRemoteTarget());
    link.setSenderSettleMode(link.getRemoteSenderSettleMode());
    link.setReceiverSettleMode(ReceiverSettleMode.FIRST);
  }

  /** As the protocol has it: attached to nothing, then detached with the reason. */
  static void deny(Link link, HubException why) {
    link.setSource(null);
    link.setTarget(null);
    link.open();
    end(link, why);
  }

  static void end(Link link, HubException why) {
    link.setCondition(Conditions.of(why));
    link.close();
  }
}
