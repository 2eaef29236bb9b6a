package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.efollowup.hub.internal.AccessControl;
import io.efollowup.hub.internal.HubNames;
import io.efollowup.hub.internal.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a token says, it opens what was signed and nothing else. */
class SasTokenFuzzTest {
  private static final Instant NOW = Instant.parse("2026-05-10T08:00:00Z");
  private static final Instant END = NOW.plusSeconds(60);
  private static final List<String> IDS = List.of("a", "b", "a%62", "ab", "a?");

  /** The one device for which a token was ever signed. */
  private static final String SIGNED = "a%62";

  private final AccessControl access =
      new AccessControl(
          new HubNames(List.of("hub.test")),
          id -> Optional.of(id).filter(IDS::contains).map(SasTokenFuzzTest::device),
          name ->
              Optional.of(name)
                  .filter("device"::equals)
                  .map(
                      known ->
                          new SharedAccessPolicy(
                              known, java.util.Set.of(Permission.DEVICE_CONNECT), keys(9))),
          InstantSource.fixed(NOW));

  static Stream<byte[]> seeds() {
    String device = "hub.test/devices/" + SIGNED;
    return Stream.of(
            SasToken.create(device, keys(IDS.indexOf(SIGNED)).primary(), END, Optional.empty()),
            SasToken.create(device, keys(9).secondary(), END, Optional.of("device")),
            SasToken.create(device, keys(9).primary(), NOW, Optional.of("device")),
            SasToken.create(device, new byte[32], END, Optional.of("nobody")),
            "SharedAccessSignature sig=a%2Bb%3D&se=1&sr=hub.test/devices/a",
            "SharedAccessSignature sr=hub.test%2fdevices%2fa&sig=&se=99999999999&skn=device")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (String id : IDS) {
      Resource resource = Resource.of("devices", id, "messages", "events");
      for (Permission needed : Permission.values()) {
        if (permits(text, resource, needed)) {
          assertThat(id).isEqualTo(SIGNED);
          assertThat(needed).isEqualTo(Permission.DEVICE_CONNECT);
          assertThat(SasToken.parse(text).expiry()).isEqualTo(END);
        }
      }
    }
    prove(text);
  }

  private boolean permits(String text, Resource resource, Permission needed) {
    try {
      if (!access.knownToPermit(text, resource, needed)) {
        access.require(text, resource, needed);
      }
      return true;
    } catch (HubException e) {
      assertThat(e.error().status()).isEqualTo(401);
      return false;
    }
  }

  private void prove(String text) {
    try {
      assertThat(access.prove(text).expiry()).isEqualTo(END);
    } catch (HubException e) {
      assertThat(e.error().status()).isEqualTo(401);
    }
  }

  @Test
  void shouldOpenNothingButWhatWasSigned() {
    FuzzInputs.run(getClass(), seeds().toList(), 5000, this::fuzz);
  }

  private static Device device(String id) {
    return new Device(id, "g", "e", true, "", keys(IDS.indexOf(id)), NOW, NOW);
  }

  private static SymmetricKeys keys(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) (seed + 1));
    byte[] other = key.clone();
    other[0] ^= 64;
    return new SymmetricKeys(key, other);
  }
}
