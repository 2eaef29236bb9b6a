package io.efollowup.portal.internal.access;

import io.efollowup.record.Account;
import io.efollowup.record.OrganisationId;

/** Somebody signed in, as far as a request needs to know them. */
public record Viewer(Session session, Account account) {
  public OrganisationId organisation() {
    return account.organisation();
  }

  public boolean may(Permission permission) {
    return Permissions.allows(account.role(), permission);
  }

  /** Says nothing of who. */
  @Override
  public String toString() {
    return "Viewer[" + account.role() + "]";
  }
}
