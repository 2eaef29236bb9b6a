package io.efollowup.hub.internal;

import java.util.List;

/**
 * What a request wants to touch, as a path below the hub. Where the first segment is {@code
 * devices} or {@code twins} the second, if there is one, is a device id and compared in its case;
 * all other segments are compared without regard to case.
 *
 * @param segments percent-decoded
 */
public record Resource(List<String> segments) {
  static final int DEVICE_ID = 1;

  public Resource {
    segments = List.copyOf(segments);
  }

  public static Resource of(String... segments) {
    return new Resource(List.of(segments));
  }

  /** Whether it lies at or below a device. */
  public boolean belongsToDevice() {
    return segments.size() > DEVICE_ID && segments.getFirst().equalsIgnoreCase("devices");
  }

  /** Whether it names a device: itself, what lies below it, or its twin. */
  boolean namesDevice() {
    return belongsToDevice()
        || (segments.size() > DEVICE_ID && segments.getFirst().equalsIgnoreCase("twins"));
  }

  /** The device it names; only where it names one. */
  public String device() {
    return segments.get(DEVICE_ID);
  }
}
