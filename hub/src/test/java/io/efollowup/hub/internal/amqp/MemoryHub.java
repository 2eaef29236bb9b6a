package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.Admission;
import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.DeviceRegistry;
import io.efollowup.hub.DeviceSessions;
import io.efollowup.hub.DeviceSpec;
import io.efollowup.hub.DirectMethods;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubLimits;
import io.efollowup.hub.HubOptions;
import io.efollowup.hub.HubStore;
import io.efollowup.hub.SasToken;
import io.efollowup.hub.SharedAccessPolicies;
import io.efollowup.hub.SharedAccessPolicy;
import io.efollowup.hub.SymmetricKeys;
import io.efollowup.hub.TimelessMethods;
import io.efollowup.hub.Twins;
import io.efollowup.hub.internal.AccessControl;
import io.efollowup.hub.internal.ByteBudget;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.HubNames;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Ingress;
import io.efollowup.hub.internal.Owner;
import io.efollowup.hub.internal.Presence;
import io.efollowup.hub.internal.StoreWork;
import io.efollowup.hub.internal.TokenDesk;
import io.efollowup.hub.internal.guard.Guard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything behind the doors on the test's own thread, so that what a few bytes did is known when
 * they have been given. Two devices, {@code a} and {@code b}; the clock goes when told to, and
 * tokens are the same at every run.
 */
public final class MemoryHub {
  public static final String NAME = "hub.test";

  private static final Instant NOW = Instant.parse("2026-05-10T08:00:00Z");

  /** Nothing that depends on how fast the machine is. */
  private static final HubLimits LIMITS =
      HubLimits.standard()
          .with(new HubLimits.Connections(100, 0, 100, 100, 0, 0))
          .with(HubLimits.standard().device().unpaced());

  private static final HubOptions OPTIONS =
      HubOptions.of("127.0.0.1", 0, 0, 0, List.of(NAME)).withLimits(LIMITS);
  private static final long BUDGET = 8 * 1024 * 1024;
  private static final long SHARE = BUDGET / 8;
  private static final byte[] SERVICE_KEY = key(9);

  public final MemoryVertx vertx = new MemoryVertx();
  public final ByteBudget budget = new ByteBudget(BUDGET, 8);
  public final Presence presence = new Presence(this::now);
  public final CloudToDeviceQueue queue;
  public final HubServices services;
  public final Twins twins;
  public final DirectMethods methods;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DirectWork direct = new DirectWork();
  private final CountingJournal journal = new CountingJournal();
  private Instant now = NOW;

  public MemoryHub() {
    this(List.of("a", "b"));
  }

  public MemoryHub(List<String> ids) {
    InstantSource clock = this::now;
    HubStore store = HubStore.open(directory().resolve("hub"), key(7));
    DeviceRegistry devices = new DeviceRegistry(store, clock);
    ids.forEach(id -> devices.create(spec(id)));
    SharedAccessPolicies policies = new SharedAccessPolicies(store);
    AccessControl access =
        new AccessControl(
            new HubNames(List.of(NAME)),
            devices::find,
            name -> policies.find(name).map(MemoryHub::withKnownKey),
            clock);
    queue = new CloudToDeviceQueue(store, clock, registry);
    twins = new Twins(store, clock, OPTIONS.reportable());
    methods = TimelessMethods.create();
    HubMeters meters = new HubMeters(registry);
    StoreWork work = new StoreWork(direct);
    Admission admission = message -> new Admission.Verdict.Admit(message.body(), Optional.empty());
    Guard guard = new Guard(OPTIONS.limits(), meters::refused);
    services =
        new HubServices(
            OPTIONS,
            access,
            new TokenDesk(access, guard.failures(), work),
            presence,
            devices,
            queue,
            twins,
            methods,
            new DeviceSessions(store, clock),
            new Ingress(admission, journal, queue, work, meters, guard.sluice()),
            work,
            budget,
            guard,
            meters,
            clock);
  }

  /** Holds what there is room for but so many bytes, for others, until what it gives is run. */
  public Runnable fillBut(int bytes) {
    List<Holding> held = new ArrayList<>();
    long left = BUDGET - budget.held() - bytes;
    for (int i = 0; left > 0; i++) {
      Holding other = budget.holding(new Owner.Device("other-" + i));
      int share = (int) Math.min(left, SHARE);
      if (other.add(share).isPresent()) {
        throw new AssertionError("there is no room");
      }
      left -= share;
      held.add(other);
    }
    return () ->
        held.forEach(
            one -> {
              one.remove(one.bytes());
              one.close();
            });
  }

  private static SharedAccessPolicy withKnownKey(SharedAccessPolicy policy) {
    return new SharedAccessPolicy(
        policy.name(), policy.permissions(), new SymmetricKeys(SERVICE_KEY, SERVICE_KEY));
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("hub-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DeviceSpec spec(String id) {
    return new DeviceSpec(
        id, Optional.empty(), Optional.empty(), Optional.of(keyOf(id)), Optional.of(key(5)));
  }

  private static byte[] keyOf(String id) {
    return Arrays.copyOf(id.getBytes(StandardCharsets.UTF_8), 32);
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return key;
  }

  MemoryConnection connect() {
    return new MemoryConnection(this);
  }

  public static String token(String device) {
    return token(device, NAME + "/devices/" + device);
  }

  /** A token signed by a device, whatever it is for. */
  public static String token(String signer, String scope) {
    return SasToken.create(scope, keyOf(signer), NOW.plusSeconds(3600), Optional.empty());
  }

  public static String serviceToken() {
    return policyToken("service", NAME);
  }

  public static String policyToken(String policy, String scope) {
    return SasToken.create(scope, SERVICE_KEY, NOW.plusSeconds(3600), Optional.of(policy));
  }

  /** Puts something there to be fetched. */
  public void putMessage(String device) {
    queue.enqueue(device, CloudToDeviceMessage.of(new byte[] {1, 2, 3}));
  }

  public void emptyQueues() {
    queue.purge("a");
    queue.purge("b");
  }

  /** Puts a message there that says whose it is. */
  public void putNamed(String device) {
    queue.enqueue(device, CloudToDeviceMessage.of(device.getBytes(StandardCharsets.UTF_8)));
  }

  /** How many messages of a device the journal was given. */
  public int entries(String device) {
    return journal.entries(device);
  }

  private Instant now() {
    return now;
  }

  /** Lets time pass; timers do not go off for it. */
  public void advance(Duration time) {
    now = now.plus(time);
  }

  /** Whether what the store is given from now on waits, until it catches up. */
  public void storeIsLate(boolean now) {
    direct.late(now);
  }

  /** The store does what waits. */
  public void storeCatchesUp() {
    direct.catchUp();
    vertx.run();
  }

  /** Whether the journal takes nothing at present. */
  public void journalIsBusy(boolean now) {
    journal.busy(now);
  }

  /** Whether the store takes nothing at present. */
  public void storeIsBusy(boolean now) {
    direct.busy(now);
  }

  /** How many wills were given up for this reason. */
  public double willsDropped(HubError why) {
    Counter counter = registry.find("hub.wills.dropped").tag("reason", why.reason()).counter();
    return counter == null ? 0 : counter.count();
  }

  /** How many connections a newer one has taken over from. */
  public double takeovers() {
    return registry.get("hub.takeovers").counter().count();
  }

  public double refused(HubError error) {
    return registry.get("hub.refused").tag("reason", error.reason()).counter().count();
  }

  public double refusedAny() {
    return registry.find("hub.refused").counters().stream().mapToDouble(Counter::count).sum();
  }
}
