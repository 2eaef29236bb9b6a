package io.efollowup.hub;

import java.util.Set;

/**
 * A named key pair with permissions over the whole hub.
 *
 * @param name case-sensitive, as in a token's {@code skn}
 * @param permissions what it grants
 * @param keys what tokens are signed with
 */
public record SharedAccessPolicy(String name, Set<Permission> permissions, SymmetricKeys keys) {
  public SharedAccessPolicy {
    permissions = Set.copyOf(permissions);
  }

  /** Whether it grants what is needed. */
  public boolean grants(Permission needed) {
    return permissions.contains(needed);
  }
}
