package io.efollowup.portal.internal.access;

import io.efollowup.record.Passwords;

/** Passwords as the record stores them. */
public final class StoredPasswords implements PasswordCheck {
  @Override
  public boolean matches(String password, String hash) {
    return Passwords.verify(password.toCharArray(), hash);
  }

  @Override
  public String decoy() {
    return Passwords.hash(Secrets.randomToken().toCharArray());
  }
}
