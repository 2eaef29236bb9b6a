package io.efollowup.hub.internal;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one connection has proved so far. A later token of the same signer for the same path takes
 * the place of the earlier one; one for another path stands beside it, so that no link is left that
 * no token opens. Safe for use by several threads.
 */
public final class Claims {
  private static final int MOST = 2000;
  private static final int MOST_OF_DEVICE = 8;

  private final AccessControl access;
  private final Map<Subject, Claim> claims = new ConcurrentHashMap<>();

  public Claims(AccessControl access) {
    this.access = access;
  }

  /**
   * Adds a token; may block.
   *
   * @param devices one of which it must open, whatever else it opens; empty when that is not said
   * @throws HubException when it is not good, and then nothing is changed
   */
  public Proof present(String token, List<Resource> devices) {
    Proof proof = access.prove(token);
    requireAny(token, devices);
    return add(token, proof);
  }

  private void requireAny(String token, List<Resource> devices) {
    Optional<HubException> refusal = Optional.empty();
    for (Resource device : devices) {
      try {
        access.require(token, device, Permission.DEVICE_CONNECT);
        return;
      } catch (HubException e) {
        refusal = Optional.of(e);
      }
    }
    refusal.ifPresent(
        why -> {
          throw why;
        });
  }

  /** The same, for a token that must have been signed by this one. */
  public Proof present(String token, Proof.Principal signer) {
    Proof proof = access.prove(token);
    if (!proof.principal().equals(signer)) {
      throw new HubException(HubError.TOKEN_SCOPE, "The token is not the user's.");
    }
    return add(token, proof);
  }

  private Proof add(String token, Proof proof) {
    Subject subject = new Subject(proof.principal(), proof.reach());
    if (!claims.containsKey(subject)) {
      requireRoom(proof.principal());
    }
    claims.put(subject, new Claim(token, proof.expiry()));
    return proof;
  }

  private void requireRoom(Proof.Principal signer) {
    long ofSigner = claims.keySet().stream().filter(held -> held.signer().equals(signer)).count();
    boolean tooMany = signer instanceof Proof.Principal.OfDevice && ofSigner >= MOST_OF_DEVICE;
    if (tooMany || claims.size() >= MOST) {
      throw new HubException(
          HubError.OVERLOADED,
          "A connection carries at most %d tokens, and %d of one device."
              .formatted(MOST, MOST_OF_DEVICE));
    }
  }

  /** Whether one of the tokens is known, without blocking, to open the resource. */
  public boolean knownToPermit(Resource resource, Permission needed) {
    for (Claim claim : claims.values()) {
      try {
        if (access.knownToPermit(claim.token(), resource, needed)) {
          return true;
        }
      } catch (HubException e) {
        // Another one may.
      }
    }
    return false;
  }

  /**
   * Returns the resource that the tokens open; may block.
   *
   * @param candidates what an address may mean
   * @throws HubException when none is opened, or more than one: then none is guessed
   */
  public Resource require(List<Resource> candidates, Permission needed) {
    List<Resource> opened = new ArrayList<>(1);
    HubException refusal = nothingShown();
    for (Resource candidate : candidates) {
      Optional<HubException> refused = refusal(candidate, needed);
      if (refused.isEmpty()) {
        opened.add(candidate);
      } else {
        refusal = refused.get();
      }
    }
    if (opened.size() > 1) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "The address may mean either of two devices.");
    }
    if (opened.isEmpty()) {
      throw refusal;
    }
    return opened.getFirst();
  }

  /** Empty when one of the tokens opens it. */
  private Optional<HubException> refusal(Resource resource, Permission needed) {
    HubException refusal = nothingShown();
    for (Claim claim : claims.values()) {
      try {
        access.require(claim.token(), resource, needed);
        return Optional.empty();
      } catch (HubException e) {
        refusal = e;
      }
    }
    return Optional.of(refusal);
  }

  /** What is said when there is no token at all. */
  public static HubException nothingShown() {
    return new HubException(HubError.TOKEN_MISSING, "The connection has shown no token for this.");
  }

  /** When the first of the tokens ends. */
  public Optional<Instant> firstExpiry() {
    return claims.values().stream().map(Claim::expiry).min(Instant::compareTo);
  }

  /** Forgets the tokens that have ended. */
  public void dropExpired(Instant now) {
    claims.values().removeIf(claim -> !claim.expiry().isAfter(now));
  }

  /** Forgets the tokens that are not good any more, asking the store; may block. */
  public void dropRefused() {
    claims.values().removeIf(this::isRefused);
  }

  /** A store that does not answer refuses nothing. */
  private boolean isRefused(Claim claim) {
    try {
      access.prove(claim.token());
      return false;
    } catch (HubException e) {
      return !e.error().retryable();
    }
  }

  /** The devices that have proved themselves with their own keys. */
  public Set<String> devices() {
    Set<String> devices = new HashSet<>();
    for (Subject subject : claims.keySet()) {
      if (subject.signer() instanceof Proof.Principal.OfDevice signer) {
        devices.add(signer.device());
      }
    }
    return devices;
  }

  /** Whether one of the tokens was signed by a policy. */
  public boolean anyOfPolicy() {
    return claims.keySet().stream()
        .anyMatch(subject -> subject.signer() instanceof Proof.Principal.OfPolicy);
  }

  public boolean none() {
    return claims.isEmpty();
  }

  /** What tokens replace each other for. */
  private record Subject(Proof.Principal signer, List<String> reach) {
    @Override
    public String toString() {
      return "Subject[hidden]";
    }
  }

  private record Claim(String token, Instant expiry) {
    @Override
    public String toString() {
      return "Claim[hidden]";
    }
  }
}
