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
import java.util.function.Consumer;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Sasl.SaslOutcome;
import org.apache.qpid.proton.engine.SaslListener;
import org.apache.qpid.proton.engine.Transport;

/**
 * The SASL layer, which a client may leave out. ANONYMOUS proves nothing and lets the connection go
 * on to claims-based security; PLAIN, of the first years' libraries, carries a token at once: user
 * {@code device@sas.hub} or {@code policy@sas.root.hub}.
 */
final class SaslGate implements SaslListener {
  private static final String DEVICE = "@sas.";
  private static final String POLICY = "@sas.root.";
  private static final int LONGEST = 8192;

  private final Claims claims;
  private final Origin origin;
  private final HubServices services;
  private final Loop loop;
  private final Consumer<Proof> proved;
  private final Runnable refused;
  private boolean deciding;

  /**
   * @param proved called on the loop when a token was accepted
   * @param refused called on the loop when the peer is not let in
   */
  SaslGate(
      Claims claims,
      Origin origin,
      HubServices services,
      Loop loop,
      Consumer<Proof> proved,
      Runnable refused) {
    this.claims = claims;
    this.origin = origin;
    this.services = services;
    this.loop = loop;
    this.proved = proved;
    this.refused = refused;
  }

  Sasl install(Transport transport) {
    Sasl sasl = transport.sasl();
    sasl.server();
    sasl.allowSkip(true);
    sasl.setMechanisms("ANONYMOUS", "PLAIN");
    sasl.setListener(this);
    return sasl;
  }

  @Override
  public void onSaslInit(Sasl sasl, Transport transport) {
    String[] chosen = sasl.getRemoteMechanisms();
    String mechanism = chosen.length == 0 ? "" : chosen[0];
    switch (mechanism) {
      case "ANONYMOUS" -> sasl.done(SaslOutcome.PN_SASL_OK);
      case "PLAIN" -> plain(sasl);
      default -> refuse(sasl, HubError.UNSUPPORTED);
    }
  }

  private void plain(Sasl sasl) {
    try {
      Plain plain = Plain.read(response(sasl));
      deciding = true;
      services
          .desk()
          .look(origin, plain.token(), () -> prove(plain))
          .whenComplete((proof, failure) -> loop.execute(() -> decided(sasl, proof, failure)));
    } catch (HubException e) {
      refuse(sasl, e.error());
    }
  }

  private static byte[] response(Sasl sasl) {
    byte[] response = new byte[Math.min(Math.max(sasl.pending(), 0), LONGEST)];
    sasl.recv(response, 0, response.length);
    return response;
  }

  private Proof prove(Plain plain) {
    return claims.present(plain.token(), plain.user());
  }

  /** Whether a token is being checked. */
  boolean isDeciding() {
    return deciding;
  }

  private void decided(Sasl sasl, Proof proof, Throwable failure) {
    deciding = false;
    if (failure == null) {
      sasl.done(SaslOutcome.PN_SASL_OK);
      proved.accept(proof);
    } else {
      refuse(sasl, HubException.of(failure).error());
    }
  }

  private void refuse(Sasl sasl, HubError error) {
    services.meters().refused(error);
    sasl.done(error.retryable() ? SaslOutcome.PN_SASL_TEMP : SaslOutcome.PN_SASL_AUTH);
    refused.run();
  }

  /** A PLAIN response whose user names who signed the token. */
  private record Plain(Principal user, String token) {
    static Plain read(byte[] response) {
      String[] fields = new String(response, StandardCharsets.UTF_8).split("\0", -1);
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

  @Override
  public void onSaslMechanisms(Sasl sasl, Transport transport) {}

  @Override
  public void onSaslChallenge(Sasl sasl, Transport transport) {}

  @Override
  public void onSaslResponse(Sasl sasl, Transport transport) {
    refuse(sasl, HubError.MALFORMED_REQUEST); // neither mechanism has a challenge to answer
  }

  @Override
  public void onSaslOutcome(Sasl sasl, Transport transport) {}
}
