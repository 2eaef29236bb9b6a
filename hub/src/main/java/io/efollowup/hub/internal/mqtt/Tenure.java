package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.DeviceSessions;
import io.efollowup.hub.DeviceSessions.Claim;
import io.efollowup.hub.DeviceSessions.Holder;
import io.efollowup.hub.DeviceSessions.Kept;
import io.efollowup.hub.DeviceSessions.Wanted;
import io.efollowup.hub.internal.HubServices;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A connection's hold on its device's session: claimed when the client introduces itself, lost to a
 * newer connection of the device or left when this one ends. A session of MQTT 3.1.1 is kept for
 * ever or not at all; one of MQTT 5 ends some time. On the connection's loop, but for {@link
 * #takenOver} and what blocks on the store.
 */
final class Tenure implements Holder {
  /** The name of connections whose sessions do not end. */
  private static final String UNNAMED = "";

  private final HubServices services;
  private final MqttStream stream;
  private final String device;
  private final Claim claim;
  private final Consumer<Boolean> lost;
  private long seconds;

  /**
   * @param lost told on the loop when a newer connection has taken the session over, and whether it
   *     goes on there
   */
  Tenure(
      HubServices services,
      MqttStream stream,
      String device,
      Version version,
      Packet.Connect connect,
      Consumer<Boolean> lost) {
    this.services = services;
    this.stream = stream;
    this.device = device;
    this.seconds = connect.terms().sessionExpiry();
    this.claim =
        new Claim(
            sessions().arrival(),
            version == Version.V5 ? UUID.randomUUID().toString() : UNNAMED,
            connect.clean(),
            seconds);
    this.lost = lost;
  }

  private DeviceSessions sessions() {
    return services.sessions();
  }

  /**
   * Takes the session; blocks on the store.
   *
   * @return empty when a newer connection holds it, or the client has gone
   */
  Optional<Kept> take() {
    return sessions().take(device, claim, this, () -> !stream.isOver());
  }

  @Override
  public void takenOver(boolean goesOn) {
    stream.execute(() -> lost.accept(goesOn));
  }

  /** Keeps what the device has subscribed to; blocks on the store. */
  void subscribe(Map<String, Wanted> feeds) {
    sessions().subscribe(device, this, feeds);
  }

  /** Forgets what the device no longer wants; blocks on the store. */
  void unsubscribe(Collection<String> feeds) {
    sessions().unsubscribe(device, this, feeds);
  }

  /** The client says for how long its session is to outlive the connection. */
  void keepFor(long other) {
    seconds = other;
  }

  /** For how many seconds the session outlives the connection. */
  long seconds() {
    return seconds;
  }

  boolean outlivesConnection() {
    return seconds > 0;
  }

  /**
   * Lets go of the session.
   *
   * @param heir holds it from now on, if any
   * @return whether it was still held
   */
  boolean leave(Optional<Holder> heir) {
    return sessions().leave(device, this, heir);
  }

  /** The connection has ended. Where the store does not take that now, it is told again. */
  void end() {
    boolean stored = claim.keptSeconds() == seconds && seconds == DeviceSessions.FOR_EVER;
    if (!claim.connection().equals(UNNAMED) && !stored) {
      sessions().ended(device, claim.connection(), seconds);
      services.storeWork().perform(() -> sessions().storeEnd(claim.connection()));
    }
  }
}
