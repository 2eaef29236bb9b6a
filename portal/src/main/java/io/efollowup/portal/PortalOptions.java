package io.efollowup.portal;

import io.efollowup.glucose.GlucoseUnit;
import java.time.Duration;
import java.util.Optional;

/**
 * How the portal runs.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any
 * @param referenceKey secret of this installation, at least 32 bytes, from which the references to
 *     patients in page addresses are made; another key makes all remembered addresses invalid
 * @param idleTimeout a session ends when nobody used it for this long
 * @param sessionLifetime a session ends after this in any case
 * @param metricsToken bearer token that opens {@code /metrics} to other machines; without one it
 *     answers only on the loopback interface
 * @param unit the unit shown to people who have not chosen one
 */
@SuppressWarnings("ArrayRecordComponent")
public record PortalOptions(
    String host,
    int port,
    byte[] referenceKey,
    Duration idleTimeout,
    Duration sessionLifetime,
    Optional<String> metricsToken,
    GlucoseUnit unit) {

  private static final int SHORTEST_KEY = 32;

  public PortalOptions {
    if (referenceKey.length < SHORTEST_KEY) {
      throw new IllegalArgumentException("the portal's reference key needs at least 32 bytes");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("portal.port must be 0 to 65535");
    }
    if (!idleTimeout.isPositive() || !sessionLifetime.isPositive()) {
      throw new IllegalArgumentException("the portal's session times must be above zero");
    }
    referenceKey = referenceKey.clone();
  }

  /** Signed out after 15 minutes without use and after 12 hours; mmol/L. */
  public static PortalOptions of(String host, int port, byte[] referenceKey) {
    return new PortalOptions(
        host,
        port,
        referenceKey,
        Duration.ofMinutes(15),
        Duration.ofHours(12),
        Optional.empty(),
        GlucoseUnit.MMOL_L);
  }

  /** Says nothing of the key and the token. */
  @Override
  public String toString() {
    return "PortalOptions[" + host + ":" + port + "]";
  }
}
