package io.efollowup.server.admin;

import java.security.SecureRandom;

/** Passwords made for people. */
public final class NewPassword {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private NewPassword() {}

  /** Four groups of four letters and digits that are hard to confuse: 80 random bits. */
  public static String random() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      if (i > 0 && i % 4 == 0) {
        password.append('-');
      }
      password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
