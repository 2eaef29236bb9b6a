package io.efollowup.hub.internal;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Permission;
import io.efollowup.hub.SharedAccessPolicy;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A token whose signature is good, and who signed it. What it opens is asked every time. */
sealed interface VerifiedToken {
  Scope scope();

  Instant expiry();

  /** Who signed it. */
  Proof.Principal principal();

  /** Whether the key that signed it is still the key. */
  boolean current();

  /** Refuses with one of the 401 errors unless it opens the resource now. */
  default void require(Resource resource, Permission needed, Instant now) {
    if (!expiry().isAfter(now)) {
      throw new HubException(HubError.TOKEN_EXPIRED, "The token has expired.");
    }
    if (!reaches(resource)) {
      throw new HubException(HubError.TOKEN_SCOPE, "The token is not for this resource.");
    }
    if (!grants(needed)) {
      throw new HubException(
          HubError.PERMISSION_MISSING, "The token's key does not give this permission.");
    }
  }

  boolean reaches(Resource resource);

  boolean grants(Permission needed);

  /** Signed with a device's own key: never opens anything but that device, as a device. */
  record ByDevice(Credential signer, Scope scope, Instant expiry) implements VerifiedToken {
    @Override
    public Proof.Principal principal() {
      return new Proof.Principal.OfDevice(signer.device().id());
    }

    @Override
    public boolean current() {
      return signer.current();
    }

    @Override
    public boolean reaches(Resource resource) {
      return scope.isWithinOneDevice()
          && resource.belongsToDevice()
          && resource.device().equals(signer.device().id())
          && scope.covers(resource, true);
    }

    @Override
    public boolean grants(Permission needed) {
      return needed == Permission.DEVICE_CONNECT;
    }
  }

  /** Signed with a shared access policy's key. */
  record ByPolicy(SharedAccessPolicy signer, BooleanSupplier unchanged, Scope scope, Instant expiry)
      implements VerifiedToken {
    @Override
    public Proof.Principal principal() {
      return new Proof.Principal.OfPolicy(signer.name());
    }

    @Override
    public boolean current() {
      return unchanged.getAsBoolean();
    }

    @Override
    public boolean reaches(Resource resource) {
      return scope.covers(resource, false);
    }

    @Override
    public boolean grants(Permission needed) {
      return signer.grants(needed);
    }
  }
}
