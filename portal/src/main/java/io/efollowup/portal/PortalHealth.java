package io.efollowup.portal;

import java.util.Optional;

/** Whether the platform can do its work, as {@code /health/ready} tells it. */
@FunctionalInterface
public interface PortalHealth {
  /** Empty when ready; otherwise a sentence saying why not, without health data or identities. */
  Optional<String> reasonNotReady();
}
