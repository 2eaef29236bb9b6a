package io.efollowup.hub;

import io.efollowup.hub.internal.AccessControl;
import io.efollowup.hub.internal.ByteBudget;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.HubNames;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Ingress;
import io.efollowup.hub.internal.Listener;
import io.efollowup.hub.internal.Presence;
import io.efollowup.hub.internal.StoreWork;
import io.efollowup.hub.internal.StreamVerticle;
import io.efollowup.hub.internal.TokenDesk;
import io.efollowup.hub.internal.amqp.AmqpLoop;
import io.efollowup.hub.internal.guard.Door;
import io.efollowup.hub.internal.guard.Guard;
import io.efollowup.hub.internal.http.HttpsVerticle;
import io.efollowup.hub.internal.mqtt.MqttLoop;
import io.efollowup.journal.Journal;
import io.efollowup.vault.TlsIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The front door, open: devices connect, prove who they are, send and receive. Telemetry is
 * acknowledged only when it is durable in the journal. Safe for use by several threads.
 */
public final class Hub implements AutoCloseable {
  /** Senders wait to be told that a message has expired; libraries' users for a few seconds. */
  private static final long SWEEP_MILLIS = 5_000;

  private final Vertx vertx;
  private final ConnectionStrings connectionStrings;
  private final DeviceRegistry registry;
  private final SharedAccessPolicies policies;
  private final CloudToDeviceQueue cloudToDevice;
  private final Presence presence;
  private final Twins twins;
  private final DirectMethods methods;
  private final DeviceSessions sessions;
  private final StoreWork storeWork = new StoreWork();
  private final ByteBudget budget;
  private final Listener httpsDoor;
  private final Listener amqpDoor;
  private final Listener mqttDoor;
  private final long sweep;
  private final long tick;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Hub(
      Vertx vertx,
      HubOptions options,
      HubStore store,
      Journal journal,
      Admission admission,
      TlsIdentity tls,
      MeterRegistry meterRegistry,
      InstantSource clock) {
    this.vertx = vertx;
    budget = ByteBudget.of(options.limits().arriving());
    connectionStrings = new ConnectionStrings(options.names());
    registry = new DeviceRegistry(store, clock);
    policies = new SharedAccessPolicies(store);
    cloudToDevice = new CloudToDeviceQueue(store, clock, meterRegistry);
    registry.onDeletion(cloudToDevice::deviceDeleted);
    presence = new Presence(clock);
    twins =
        new Twins(store, clock, options.reportable(), presence::isConnected, cloudToDevice::depth);
    methods = new DirectMethods(this::after);
    registry.onDeletion(methods::deviceDeleted);
    sessions = new DeviceSessions(store, clock);
    AccessControl access =
        new AccessControl(new HubNames(options.names()), registry::find, policies::find, clock);
    registry.onChange(access::deviceChanged);
    registry.onChange(presence::deviceChanged);
    HubMeters meters = new HubMeters(meterRegistry);
    Guard guard = new Guard(options.limits(), meters::refused);
    guard.show(meters);
    meters.gauge("hub.held.bytes", "Bytes of messages that are arriving", budget::held);
    meters.gauge(
        "hub.sessions.unstored",
        "Ends of MQTT connections that the store has not taken yet",
        sessions::unstored);
    Ingress ingress =
        new Ingress(admission, journal, cloudToDevice, storeWork, meters, guard.sluice());
    policies.onRotation(presence::policiesChanged);
    HubServices services =
        new HubServices(
            options,
            access,
            new TokenDesk(access, guard.failures(), storeWork),
            presence,
            registry,
            cloudToDevice,
            twins,
            methods,
            sessions,
            ingress,
            storeWork,
            budget,
            guard,
            meters,
            clock);
    tick = vertx.setPeriodic(Guard.TICK_MILLIS, id -> guard.tick());
    httpsDoor = Listener.open(vertx, port -> new HttpsVerticle(services, tls, port));
    amqpDoor = listen(Door.AMQPS, options.amqpsPort(), AmqpLoop::protocol, services, tls);
    mqttDoor = listen(Door.MQTTS, options.mqttsPort(), MqttLoop::protocol, services, tls);
    sweep = vertx.setPeriodic(SWEEP_MILLIS, id -> storeWork.run(this::dropExpired));
  }

  /**
   * Starts; when this returns the doors listen. Blocks, so not to be called on an event loop. The
   * store, the journal and Vert.x stay the caller's to close, after the hub.
   */
  public static Hub start(
      Vertx vertx,
      HubOptions options,
      HubStore store,
      Journal journal,
      Admission admission,
      TlsIdentity tls,
      MeterRegistry meters,
      InstantSource clock) {
    return new Hub(vertx, options, store, journal, admission, tls, meters, clock);
  }

  private Listener listen(
      Door door, int port, StreamVerticle.Maker protocol, HubServices services, TlsIdentity tls) {
    return Listener.open(
        vertx, bound -> new StreamVerticle(door, port, protocol, services, tls, bound));
  }

  private Subscription after(Duration delay, Runnable work) {
    long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> work.run());
    return () -> vertx.cancelTimer(timer);
  }

  private boolean dropExpired() {
    cloudToDevice.dropExpired();
    sessions.storeEnds();
    sessions.dropExpired();
    return true;
  }

  /** The port the HTTPS door listens on. */
  public int httpsPort() {
    return httpsDoor.port();
  }

  /** The port the AMQP door listens on. */
  public int amqpsPort() {
    return amqpDoor.port();
  }

  /** The port the MQTT door listens on. */
  public int mqttsPort() {
    return mqttDoor.port();
  }

  public DeviceRegistry registry() {
    return registry;
  }

  public SharedAccessPolicies policies() {
    return policies;
  }

  public CloudToDeviceQueue cloudToDevice() {
    return cloudToDevice;
  }

  public Twins twins() {
    return twins;
  }

  public DirectMethods methods() {
    return methods;
  }

  /** Which devices are connected over a transport that stays open. */
  Presence presence() {
    return presence;
  }

  /** How many bytes have arrived at any door and are not dealt with. */
  long bytesHeld() {
    return budget.held();
  }

  /** The connection string of a policy; holds its key. */
  public String connectionString(String policyName) {
    return policies
        .find(policyName)
        .map(connectionStrings::of)
        .orElseThrow(
            () -> new HubException(HubError.RESOURCE_NOT_FOUND, "There is no such policy."));
  }

  /** The connection string of a device; holds its key. Blocks on the store. */
  public String deviceConnectionString(String deviceId) {
    return registry
        .find(deviceId)
        .map(connectionStrings::of)
        .orElseThrow(() -> new HubException(HubError.DEVICE_NOT_FOUND, "There is no such device."));
  }

  /** Closes the doors, then lets what is running finish. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      vertx.cancelTimer(sweep);
      vertx.cancelTimer(tick);
      methods.close();
      httpsDoor.close();
      amqpDoor.close();
      mqttDoor.close();
      storeWork.close();
    }
  }
}
