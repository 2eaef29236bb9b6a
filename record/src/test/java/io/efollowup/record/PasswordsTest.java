package io.efollowup.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final char[] PASSWORD = "rèd 血糖 7.8!".toCharArray();

  @Test
  void shouldVerifyOnlyTheRightPassword() {
    String hash = Passwords.hash(PASSWORD);

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Passwords.verify(PASSWORD, hash)).isTrue();
    assertThat(Passwords.verify("red".toCharArray(), hash)).isFalse();
    assertThat(Passwords.verify(new char[0], hash)).isFalse();
  }

  @Test
  void shouldSaltEachHash() {
    assertThat(Passwords.hash(PASSWORD)).isNotEqualTo(Passwords.hash(PASSWORD));
  }

  /** Made with the reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1 -l 32. */
  @Test
  void shouldVerifyHashOfTheReferenceImplementation() {
    String hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(Passwords.verify("password".toCharArray(), hash)).isTrue();
    assertThat(Passwords.verify("passwore".toCharArray(), hash)).isFalse();
  }

  @Test
  void shouldRefuseForeignHash() {
    assertThatThrownBy(() -> Passwords.verify(PASSWORD, "$2b$12$abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not Argon2id");
    assertThatThrownBy(
            () ->
                Passwords.verify(
                    PASSWORD, Passwords.hash(PASSWORD).replace("m=19456", "m=9999999")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absurd");
  }
}
