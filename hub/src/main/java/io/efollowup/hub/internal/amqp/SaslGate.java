package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Claims;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Loop;
import io.efollowup.hub.internal.Proof;
import io.efollowup.hub.internal.Proof.Principal;
import io.efollowup.hub.internal.guard.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.security.SaslCode;

/**
 * Decides the SASL layer, which a client may leave out. ANONYMOUS proves nothing and lets the
 * connection go on to claims-based security; PLAIN, of the first years' libraries, carries a token
 * at once: user {@code device@sas.hub} or {@code policy@sas.root.hub}. On the connection's loop.
 */
final class SaslGate {
  private static final String ANONYMOUS = "ANONYMOUS";
  private static final String PLAIN = "PLAIN";

  /** How the C libraries say that a token will be put; proves nothing, as ANONYMOUS. */
  private static final String MSSBCBS = "MSSBCBS";

  private static final String DEVICE = "@sas.";
  private static final String POLICY = "@sas.root.";

  // Every connection says one or two of these.
  private static final byte[] GREETING = SaslFrames.greeting(ANONYMOUS, PLAIN, MSSBCBS);
  private static final byte[] OK = SaslFrames.outcome(SaslCode.OK);
  private static final byte[] AUTH = SaslFrames.outcome(SaslCode.AUTH);
  private static final byte[] SYS_TEMP = SaslFrames.outcome(SaslCode.SYS_TEMP);

  private final Claims claims;
  private final Origin origin;
  private final HubServices services;
  private final Loop loop;
  private final Consumer<byte[]> out;
  private final Consumer<Proof> proved;
  private final Runnable refused;
  private State state = State.LISTENING;

  /** How far it is. */
  enum State {
    LISTENING,
    /** A token is being checked. */
    DECIDING,
    PASSED,
    REFUSED
  }

  /**
   * @param out where its frames go
   * @param proved called on the loop when a token was accepted
   * @param refused called on the loop when the peer is not let in
   */
  SaslGate(
      Claims claims,
      Origin origin,
      HubServices services,
      Loop loop,
      Consumer<byte[]> out,
      Consumer<Proof> proved,
      Runnable refused) {
    this.claims = claims;
    this.origin = origin;
    this.services = services;
    this.loop = loop;
    this.out = out;
    this.proved = proved;
    this.refused = refused;
  }

  State state() {
    return state;
  }

  /** The client wants this layer. */
  void greet() {
    out.accept(GREETING);
  }

  /** A frame of the client's, whole. */
  void frame(byte[] frame) {
    try {
      SaslFrames.Init init = SaslFrames.init(frame);
      switch (init.mechanism()) {
        case ANONYMOUS, MSSBCBS -> pass();
        case PLAIN -> plain(Plain.read(init.response()));
        default -> refuse(HubError.UNSUPPORTED);
      }
    } catch (HubException e) {
      refuse(e.error());
    }
  }

  private void plain(Plain plain) {
    state = State.DECIDING;
    services
        .desk()
        .look(origin, plain.token(), () -> claims.present(plain.token(), plain.user()))
        .whenComplete((proof, failure) -> loop.execute(() -> decided(proof, failure)));
  }

  private void decided(Proof proof, Throwable failure) {
    if (failure == null) {
      pass();
      proved.accept(proof);
    } else {
      refuse(HubException.of(failure).error());
    }
  }

  private void pass() {
    state = State.PASSED;
    out.accept(OK);
  }

  /** Says so, and that the peer is not let in. */
  void refuse(HubError error) {
    state = State.REFUSED;
    services.meters().refused(error);
    out.accept(error.retryable() ? SYS_TEMP : AUTH);
    refused.run();
  }

  /** A PLAIN response whose user names who signed the token. */
  private record Plain(Principal user, String token) {
    static Plain read(Optional<byte[]> response) {
      String said = new String(response.orElseThrow(Plain::malformed), StandardCharsets.UTF_8);
      String[] fields = said.split("\0", -1);
      if (fields.length != 3) {
        throw malformed();
      }
      return new Plain(principal(fields[1]), fields[2]);
    }

    private static Principal principal(String user) {
      int policy = user.indexOf(POLICY);
      if (policy > 0) {
        return new Principal.OfPolicy(user.substring(0, policy));
      }
      int device = user.lastIndexOf(DEVICE);
      if (device > 0) {
        return new Principal.OfDevice(user.substring(0, device));
      }
      throw malformed();
    }

    private static HubException malformed() {
      return new HubException(
          HubError.TOKEN_MALFORMED,
          "A PLAIN user is device@sas.hub or policy@sas.root.hub, its password a token.");
    }

    @Override
    public String toString() {
      return "Plain[hidden]";
    }
  }
}
