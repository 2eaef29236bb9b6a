package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Claims;
import io.efollowup.hub.internal.Proof;
import io.efollowup.hub.internal.Resource;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;

/** Gives each permitted link of one connection its role. */
final class LinkRoles {
  private final LinkPort port;
  private final Claims claims;
  private final Consumer<Proof> proved;
  private final ReplyPath claimReplies;
  private final ReplyPaths replyPaths;

  LinkRoles(LinkPort port, Claims claims, Consumer<Proof> proved) {
    this.port = port;
    this.replyPaths = new ReplyPaths(port);
    this.claimReplies = replyPaths.single();
    this.claims = claims;
    this.proved = proved;
  }

  /**
   * @throws HubException when the address is not for links of this direction
   */
  LinkRole create(Link link, AmqpAddress.Node node, Resource resource) {
    return switch (link) {
      case Receiver receiver -> receiving(receiver, node, resource);
      case Sender sender -> sending(sender, node, resource);
      default -> throw wrongDirection();
    };
  }

  private LinkRole receiving(Receiver receiver, AmqpAddress.Node node, Resource resource) {
    return switch (node) {
      case CLAIMS -> new ClaimsLink(port, receiver, claims, claimReplies, proved);
      case EVENTS -> new EventsLink(port, receiver, resource.device());
      case TWIN -> new TwinLink(port, receiver, resource.device(), hold(receiver, node, resource));
      case METHODS -> new MethodAnswersLink(port, receiver, resource.device());
      case SERVICE_DEVICEBOUND -> new ServiceSendLink(port, receiver);
      default -> throw wrongDirection();
    };
  }

  private LinkRole sending(Sender sender, AmqpAddress.Node node, Resource resource) {
    return switch (node) {
      case CLAIMS -> new ReplyLink(port, sender, claimReplies);
      case DEVICEBOUND -> new DeviceboundLink(port, sender, resource.device());
      case TWIN -> {
        ReplyPaths.Held held = hold(sender, node, resource);
        yield new ReplyLink(port, sender, held.path(), held.use());
      }
      case METHODS -> methodCalls(sender, resource.device());
      case FEEDBACK -> new FeedbackLink(port, sender);
      default -> throw wrongDirection();
    };
  }

  private LinkRole methodCalls(Sender sender, String device) {
    ReplyPath path = replyPaths.single();
    return new ReplyLink(
        port,
        sender,
        path,
        port.services()
            .methods()
            .serve(
                device,
                request -> port.loop().execute(() -> path.post(MethodMessages.encode(request)))),
        path::discard);
  }

  private ReplyPaths.Held hold(Link link, AmqpAddress.Node node, Resource resource) {
    Map<Symbol, Object> properties = link.getRemoteProperties();
    Object correlation = properties == null ? null : properties.get(KnownNames.CORRELATION);
    return replyPaths.hold(node, resource.device(), String.valueOf(correlation));
  }

  private static HubException wrongDirection() {
    return new HubException(
        HubError.METHOD_NOT_ALLOWED, "Links of this direction are not attached to this address.");
  }
}
