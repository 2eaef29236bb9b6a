package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SasTokenTest {
  private static final byte[] KEY = Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODw==");
  private static final SymmetricKeys KEYS = new SymmetricKeys(KEY, new byte[32]);

  // HMAC-SHA256 of the scope, a line feed and 1893456000, computed with another tool.
  private static final String RAW =
      "SharedAccessSignature sr=hub.test/devices/a&sig=%s&se=1893456000";

  @Test
  void shouldBeSignedByTheKeyItWasMadeWith() {
    String text =
        SasToken.create(
            "hub.test/devices/a b", KEY, Instant.ofEpochSecond(2_000), Optional.empty());
    SasToken token = SasToken.parse(text);

    assertThat(text).startsWith("SharedAccessSignature sr=hub.test%2Fdevices%2Fa%20b&sig=");
    assertThat(token.scope()).isEqualTo("hub.test/devices/a b");
    assertThat(token.expiry()).isEqualTo(Instant.ofEpochSecond(2_000));
    assertThat(token.policy()).isEmpty();
    assertThat(token.signedWith(KEYS)).isTrue();
    assertThat(token.signedWith(new SymmetricKeys(new byte[32], KEY))).isTrue();
    assertThat(token.signedWith(new SymmetricKeys(new byte[32], new byte[16]))).isFalse();
  }

  @Test
  void shouldEndAtTheSecondItNames() {
    SasToken token =
        SasToken.parse(SasToken.create("h", KEY, Instant.ofEpochSecond(2_000), Optional.of("p")));
    assertThat(token.expiredAt(Instant.ofEpochSecond(2_000).minusNanos(1))).isFalse();
    assertThat(token.expiredAt(Instant.ofEpochSecond(2_000))).isTrue();
    assertThat(token.policy()).contains("p");
  }

  @Test
  void shouldTakeAPlusInTheSignatureForAPlus() {
    for (long second = 0; second < 200; second++) {
      String text = SasToken.create("h", KEY, Instant.ofEpochSecond(second), Optional.empty());
      assertThat(SasToken.parse(text.replace("%2B", "+")).signedWith(KEYS)).isTrue();
    }
  }

  @Test
  void shouldNotShowItsSignature() {
    String text = SasToken.create("h", KEY, Instant.ofEpochSecond(1), Optional.empty());
    assertThat(SasToken.parse(text)).hasToString("SasToken[hidden]");
    assertThat(KEYS).hasToString("SymmetricKeys[hidden]");
  }

  @Property
  void shouldNeverFailOtherwiseThanAsMalformed(@ForAll @StringLength(max = 200) String text) {
    parses(text);
    parses("SharedAccessSignature " + text);
    parses("SharedAccessSignature sr=" + text + "&sig=AAAA&se=1");
    parses("SharedAccessSignature sr=h&sig=" + text + "&se=1");
    parses("SharedAccessSignature sr=h&sig=AAAA&se=" + text);
    parses("SharedAccessSignature sr=h&sig=AAAA&se=1&skn=" + text);
  }

  @Property
  void shouldRoundTripAnyScopeAndPolicy(
      @ForAll @StringLength(min = 1, max = 40) String scope,
      @ForAll @StringLength(min = 1, max = 20) String policy,
      @ForAll @Size(min = 16, max = 64) byte[] key) {
    String wellFormed = wellFormed(scope);
    String name = wellFormed(policy);
    SasToken token =
        SasToken.parse(
            SasToken.create(wellFormed, key, Instant.ofEpochSecond(1), Optional.of(name)));
    assertThat(token.scope()).isEqualTo(wellFormed);
    assertThat(token.policy()).contains(name);
    assertThat(token.signedWith(new SymmetricKeys(key, key))).isTrue();
  }

  private static void parses(String text) {
    try {
      assertThat(SasToken.parse(text).signedWith(KEYS)).isFalse();
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.TOKEN_MALFORMED);
    }
  }

  /** Lone surrogates cannot be written as UTF-8. */
  private static String wellFormed(String text) {
    return text.replaceAll("[\\ud800-\\udfff]", "?");
  }

  @Test
  void shouldRefuseATokenThatIsTooLong() {
    assertThatThrownBy(() -> SasToken.parse("SharedAccessSignature sr=" + "x".repeat(5_000)))
        .isInstanceOf(HubException.class);
  }

  @Test
  void shouldAgreeWithASignatureMadeElsewhere() {
    String signature = "7c69Ynyd%2FlB1MllqEfzDTxbfTj%2FM0WhFbBaNBT%2F5LoQ%3D";
    assertThat(SasToken.parse(RAW.formatted(signature)).signedWith(KEYS)).isTrue();
  }
}
