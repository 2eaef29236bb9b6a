package io.efollowup.hub.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.Device;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Permission;
import io.efollowup.hub.SasToken;
import io.efollowup.hub.SharedAccessPolicy;
import io.efollowup.hub.SymmetricKeys;
import io.efollowup.hub.internal.AccessControl;
import io.efollowup.hub.internal.HubNames;
import io.efollowup.hub.internal.PercentEncoding;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever path a request writes: a device's token opens its own messages and nothing else. */
class IsolationOfPathsProperties {
  private static final Instant NOW = Instant.parse("2026-05-10T08:00:00Z");
  private static final List<String> IDS =
      List.of("a", "A", "ab", "a%62", "a%2562", "query", "devices", "twins", "%61");
  private static final Set<Endpoint> OF_DEVICES =
      EnumSet.of(Endpoint.SEND, Endpoint.RECEIVE, Endpoint.SETTLE, Endpoint.ABANDON);

  private final Gate gate =
      new Gate(
          new AccessControl(
              new HubNames(List.of("hub.test")),
              id -> Optional.of(id).filter(IDS::contains).map(IsolationOfPathsProperties::device),
              IsolationOfPathsProperties::policy,
              InstantSource.fixed(NOW)));

  @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void shouldOpenADeviceOnlyItsOwnMessages(
      @ForAll("ids") String signer,
      @ForAll("scopes") String scope,
      @ForAll("paths") String path,
      @ForAll("methods") HttpMethod method) {
    String token = token(scope, keyOf(signer), Optional.empty());

    opened(token, method, path)
        .ifPresent(
            route -> {
              assertThat(OF_DEVICES).contains(route.endpoint());
              assertThat(route.device()).isEqualTo(signer);
            });
  }

  @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void shouldKeepAPolicyWithinItsPermissionsAndPath(
      @ForAll Permission granted,
      @ForAll("scopes") String scope,
      @ForAll("paths") String path,
      @ForAll("methods") HttpMethod method) {
    String token = token(scope, keyOf("policy"), Optional.of(granted.name()));

    opened(token, method, path)
        .ifPresent(
            route -> {
              assertThat(route.endpoint().permissions()).contains(granted);
              List<String> stated = List.of(scope.split("/"));
              List<String> touched = route.resource().segments();
              assertThat(stated.size()).isLessThanOrEqualTo(touched.size() + 1);
              if (stated.size() > 2) {
                assertThat(touched.get(1)).isEqualTo(stated.get(2));
              }
            });
  }

  private Optional<Route> opened(String token, HttpMethod method, String path) {
    try {
      Route route = Route.of(method, path);
      if (!gate.knownToPermit(token, route)) {
        gate.require(token, route);
      }
      return Optional.of(route);
    } catch (HubException e) {
      return Optional.empty();
    }
  }

  private static String token(String scope, byte[] key, Optional<String> policy) {
    return SasToken.create(scope, key, NOW.plusSeconds(60), policy);
  }

  private static Device device(String id) {
    return new Device(
        id, "g", "e", true, "", new SymmetricKeys(keyOf(id), keyOf(id + "2")), NOW, NOW);
  }

  private static Optional<SharedAccessPolicy> policy(String name) {
    return Arrays.stream(Permission.values())
        .filter(permission -> permission.name().equals(name))
        .findFirst()
        .map(
            permission ->
                new SharedAccessPolicy(
                    name,
                    Set.of(permission),
                    new SymmetricKeys(keyOf("policy"), keyOf("policy2"))));
  }

  private static byte[] keyOf(String owner) {
    return Arrays.copyOf(owner.getBytes(StandardCharsets.UTF_8), 32);
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.of(IDS);
  }

  @Provide
  Arbitrary<HttpMethod> methods() {
    return Arbitraries.of(
        HttpMethod.GET, HttpMethod.PUT, HttpMethod.POST, HttpMethod.DELETE, HttpMethod.PATCH);
  }

  @Provide
  Arbitrary<String> scopes() {
    Arbitrary<String> below = Arbitraries.of("", "/devices", "/Devices", "/twins", "/statistics");
    Arbitrary<String> id =
        Arbitraries.oneOf(Arbitraries.just(""), Arbitraries.of(IDS).map(text -> "/" + text));
    Arbitrary<String> rest = Arbitraries.of("", "/messages", "/messages/events", "/methods");
    return Combinators.combine(Arbitraries.of("hub.test", "HUB.TEST", "other"), below, id, rest)
        .as((host, words, device, end) -> host + words + device + end);
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> id =
        Arbitraries.of(IDS)
            .flatMap(
                text ->
                    Arbitraries.of(text, PercentEncoding.encode(text), text.replace("a", "%61")));
    return Combinators.combine(Arbitraries.of(Endpoint.values()), id, Arbitraries.of(true, false))
        .as(
            (endpoint, device, upper) -> {
              String path = "/" + String.join("/", endpoint.template());
              String written = upper ? path.replace("devices", "DEVICES") : path;
              return written.replace("{id}", device).replace("{lock}", "lock");
            });
  }
}
