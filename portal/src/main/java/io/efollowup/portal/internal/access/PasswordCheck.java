package io.efollowup.portal.internal.access;

/** Compares a password with a stored Argon2id hash. */
public interface PasswordCheck {
  boolean matches(String password, String hash);

  /** A hash of no known password that costs as much to compare as a real one. */
  String decoy();
}
