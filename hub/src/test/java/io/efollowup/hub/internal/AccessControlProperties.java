package io.efollowup.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.Device;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Permission;
import io.efollowup.hub.SasToken;
import io.efollowup.hub.SharedAccessPolicy;
import io.efollowup.hub.SymmetricKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever its scope says, a device's key opens that device and nothing else. */
class AccessControlProperties {
  private static final Instant NOW = Instant.parse("2026-05-10T08:00:00Z");
  private static final List<String> IDS =
      List.of("a", "A", "ab", "a.b", "a%62", "ab%2Fc", "devices", "messages", "b");
  private static final Map<String, Device> DEVICES =
      IDS.stream()
          .collect(Collectors.toMap(Function.identity(), id -> device(id, IDS.indexOf(id))));
  private static final SharedAccessPolicy POLICY =
      new SharedAccessPolicy("device", Set.of(Permission.DEVICE_CONNECT), keys(99));

  private final AccessControl access =
      new AccessControl(
          new HubNames(List.of("hub.test")),
          id -> Optional.ofNullable(DEVICES.get(id)),
          name -> Optional.of(POLICY).filter(policy -> policy.name().equals(name)),
          InstantSource.fixed(NOW));

  @Property(tries = 4000)
  void shouldOpenNothingButItsOwnDevice(
      @ForAll("ids") String signer,
      @ForAll("scopes") String scope,
      @ForAll("resources") Resource resource,
      @ForAll Permission needed) {
    String token =
        SasToken.create(
            scope, DEVICES.get(signer).keys().primary(), NOW.plusSeconds(60), Optional.empty());

    boolean permitted = permits(token, resource, needed);

    if (permitted) {
      assertThat(needed).isEqualTo(Permission.DEVICE_CONNECT);
      assertThat(resource.device()).isEqualTo(signer);
      assertThat(scope).matches("(?i)hub\\.test(:8444)?/devices/.+");
    }
  }

  @Property(tries = 4000)
  void shouldOpenNothingElseOnceItsTokenIsKnown(
      @ForAll("ids") String signer,
      @ForAll("resources") Resource resource,
      @ForAll Permission needed) {
    String token =
        SasToken.create(
            "hub.test/devices/" + signer,
            DEVICES.get(signer).keys().primary(),
            NOW.plusSeconds(60),
            Optional.empty());
    Resource own = Resource.of("devices", signer, "messages", "events");
    assertThat(permits(token, own, Permission.DEVICE_CONNECT)).isTrue();
    assertThat(access.knownToPermit(token, own, Permission.DEVICE_CONNECT)).isTrue();

    boolean expected =
        needed == Permission.DEVICE_CONNECT
            && resource.belongsToDevice()
            && resource.device().equals(signer);
    assertThat(permits(token, resource, needed)).isEqualTo(expected);
  }

  @Property(tries = 4000)
  void shouldKeepAPolicysTokenWithinItsScopeBySegments(
      @ForAll("scopes") String scope, @ForAll("resources") Resource resource) {
    String token =
        SasToken.create(scope, POLICY.keys().primary(), NOW.plusSeconds(60), Optional.of("device"));

    if (resource.belongsToDevice() && permits(token, resource, Permission.DEVICE_CONNECT)) {
      List<String> stated = List.of(scope.split("/"));
      List<String> below = stated.subList(1, stated.size());
      assertThat(stated.getFirst()).matches("(?i)hub\\.test(:8444)?");
      assertThat(resource.segments()).hasSizeGreaterThanOrEqualTo(below.size());
      assertThat(String.join("/", resource.segments().subList(0, below.size())))
          .isEqualToIgnoringCase(String.join("/", below));
      assertThat(below.size() < 2 || below.get(1).equals(resource.device())).isTrue();
    }
  }

  private boolean permits(String token, Resource resource, Permission needed) {
    try {
      if (!access.knownToPermit(token, resource, needed)) {
        access.require(token, resource, needed);
      }
      return true;
    } catch (HubException e) {
      assertThat(e.error().status()).isEqualTo(401);
      return false;
    }
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.of(IDS);
  }

  @Provide
  Arbitrary<String> scopes() {
    Arbitrary<String> host =
        Arbitraries.of("hub.test", "HUB.test", "hub.test:8444", "other.test", "");
    Arbitrary<String> segment =
        Arbitraries.oneOf(
            Arbitraries.of(IDS),
            Arbitraries.of(
                "devices", "Devices", "messages", "events", "devicebound", "", "..", "%61", "*"));
    Arbitrary<String> anyPath =
        segment.list().ofMaxSize(5).map(path -> path.isEmpty() ? "" : "/" + String.join("/", path));
    Arbitrary<String> devicePath =
        Combinators.combine(Arbitraries.of(IDS), anyPath).as((id, path) -> "/devices/" + id + path);
    return Combinators.combine(host, Arbitraries.oneOf(anyPath, devicePath))
        .as((name, path) -> name + path);
  }

  @Provide
  Arbitrary<Resource> resources() {
    Arbitrary<Resource> ofDevices =
        Combinators.combine(
                Arbitraries.of(IDS),
                Arbitraries.of("messages/events", "messages/devicebound/x", "", "twin"))
            .as(
                (id, rest) ->
                    Resource.of(
                        Arrays.stream(("devices/" + id + "/" + rest).split("/"))
                            .toArray(String[]::new)));
    return Arbitraries.oneOf(
        ofDevices, Arbitraries.of(Resource.of("devices"), Resource.of("statistics", "devices")));
  }

  private static Device device(String id, int seed) {
    return new Device(id, "g", "e", true, "", keys(seed), NOW, NOW);
  }

  private static SymmetricKeys keys(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    byte[] other = key.clone();
    other[0] ^= 1;
    return new SymmetricKeys(key, other);
  }
}
