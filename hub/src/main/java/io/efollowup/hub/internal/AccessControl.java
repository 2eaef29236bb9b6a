package io.efollowup.hub.internal;

import io.efollowup.hub.Device;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Permission;
import io.efollowup.hub.SasToken;
import io.efollowup.hub.SharedAccessPolicy;
import io.efollowup.hub.SymmetricKeys;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who may do what, for every transport. Refusals are {@link HubException}s of status 401 that do
 * not tell whether a device exists. Safe for use by several threads.
 */
public final class AccessControl {
  private static final int CACHED_DEVICES = 100_000;
  private static final int CACHED_TOKENS = 100_000;

  private final HubNames names;
  private final Function<String, Optional<SharedAccessPolicy>> policies;
  private final InstantSource clock;
  private final Credentials credentials;
  private final BoundedCache<TokenKey, VerifiedToken> tokens = new BoundedCache<>(CACHED_TOKENS);
  private final SymmetricKeys nobody = SymmetricKeys.generate(new SecureRandom());

  /**
   * @param devices reads a device from the store; may block
   * @param policies gives a policy from memory
   */
  public AccessControl(
      HubNames names,
      Function<String, Optional<Device>> devices,
      Function<String, Optional<SharedAccessPolicy>> policies,
      InstantSource clock) {
    this.names = names;
    this.policies = policies;
    this.clock = clock;
    this.credentials = new Credentials(CACHED_DEVICES, devices);
  }

  /** To be told after each committed change of a device. */
  public void deviceChanged(String deviceId) {
    credentials.changed(deviceId);
  }

  /**
   * Decides by what is in memory, without blocking.
   *
   * @return true when the token opens the resource; false when {@link #require} must be asked
   * @throws HubException when it does not
   */
  public boolean knownToPermit(String token, Resource resource, Permission needed) {
    Optional<VerifiedToken> known = tokens.get(TokenKey.of(token)).filter(VerifiedToken::current);
    if (known.isEmpty()) {
      return false;
    }
    VerifiedToken verified = known.get();
    verified.require(resource, needed, clock.instant());
    return switch (verified) {
      case VerifiedToken.ByDevice ignored -> true;
      case VerifiedToken.ByPolicy ignored when needed != Permission.DEVICE_CONNECT -> true;
      case VerifiedToken.ByPolicy ignored -> isKnownEnabled(resource);
    };
  }

  /** Whether a token's signature is known to be good, without blocking; not what it opens. */
  boolean isKnown(String token) {
    return tokens
        .get(TokenKey.of(token))
        .filter(VerifiedToken::current)
        .filter(known -> known.expiry().isAfter(clock.instant()))
        .isPresent();
  }

  private boolean isKnownEnabled(Resource resource) {
    Optional<Credential> credential = credentials.cached(resource.device());
    credential.ifPresent(AccessControl::requireEnabled);
    return credential.isPresent();
  }

  /**
   * Returns when the token opens the resource; may block.
   *
   * @throws HubException when it does not
   */
  public void require(String token, Resource resource, Permission needed) {
    SasToken parsed = parseUnexpired(token);
    Scope scope = scopeOf(parsed);
    VerifiedToken verified =
        parsed.policy().isPresent()
            ? byPolicy(parsed, scope, parsed.policy().get())
            : byDevice(parsed, scope, resource);
    verified.require(resource, needed, clock.instant());
    if (verified instanceof VerifiedToken.ByPolicy && needed == Permission.DEVICE_CONNECT) {
      requireEnabled(credentials.find(resource.device()).orElseThrow(AccessControl::badSignature));
    }
    tokens.put(TokenKey.of(token), verified);
  }

  /**
   * Finds out who signed a token, for transports where it is shown once and opens a connection.
   * What the connection may do is still asked with {@link #require}. May block.
   *
   * @throws HubException when nobody known did, it is not for this hub, or the device is disabled
   */
  public Proof prove(String token) {
    SasToken parsed = parseUnexpired(token);
    Scope scope = scopeOf(parsed);
    VerifiedToken verified =
        parsed.policy().isPresent()
            ? byPolicy(parsed, scope, parsed.policy().get())
            : bySomeDevice(parsed, scope);
    tokens.put(TokenKey.of(token), verified);
    return new Proof(verified.principal(), scope.segments(), verified.expiry());
  }

  private SasToken parseUnexpired(String token) {
    SasToken parsed = SasToken.parse(token);
    if (parsed.expiredAt(clock.instant())) {
      throw new HubException(HubError.TOKEN_EXPIRED, "The token has expired.");
    }
    return parsed;
  }

  private Scope scopeOf(SasToken token) {
    return Scope.parse(token.scope(), names)
        .orElseThrow(
            () -> new HubException(HubError.TOKEN_SCOPE, "The token is not for this hub."));
  }

  private VerifiedToken bySomeDevice(SasToken token, Scope scope) {
    if (!scope.isWithinOneDevice()) {
      throw new HubException(HubError.TOKEN_SCOPE, "The token is not for one device.");
    }
    HubException refusal = badSignature();
    for (String id : scope.devices()) {
      try {
        return byDevice(token, scope, Resource.of("devices", id));
      } catch (HubException e) {
        refusal = e;
      }
    }
    throw refusal;
  }

  private VerifiedToken byPolicy(SasToken token, Scope scope, String name) {
    Optional<SharedAccessPolicy> policy = policies.apply(name);
    requireSignature(token, policy.map(SharedAccessPolicy::keys));
    SharedAccessPolicy signer = policy.orElseThrow(AccessControl::badSignature);
    return new VerifiedToken.ByPolicy(
        signer, () -> policies.apply(name).equals(policy), scope, token.expiry());
  }

  private VerifiedToken byDevice(SasToken token, Scope scope, Resource resource) {
    Optional<Credential> credential =
        resource.belongsToDevice() ? credentials.find(resource.device()) : Optional.empty();
    requireSignature(token, credential.map(known -> known.device().keys()));
    Credential signer = credential.orElseThrow(AccessControl::badSignature);
    requireEnabled(signer);
    return new VerifiedToken.ByDevice(signer, scope, token.expiry());
  }

  /** Takes as long for a signer that does not exist. */
  private void requireSignature(SasToken token, Optional<SymmetricKeys> keys) {
    boolean good = token.signedWith(keys.orElse(nobody));
    if (!good || keys.isEmpty()) {
      throw badSignature();
    }
  }

  private static void requireEnabled(Credential credential) {
    if (!credential.device().enabled()) {
      throw new HubException(HubError.DEVICE_DISABLED, "Unauthorized.");
    }
  }

  private static HubException badSignature() {
    return new HubException(HubError.TOKEN_SIGNATURE, "Unauthorized.");
  }
}
