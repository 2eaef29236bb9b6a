package io.efollowup.hub.internal;

import io.efollowup.hub.HubException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a token reaches: a prefix, by whole path segments, of the resources it opens.
 *
 * @param segments below the host
 */
record Scope(List<String> segments) {
  /** Reads a token's decoded scope; empty when it is for another hub. */
  static Optional<Scope> parse(String scope, HubNames names) {
    List<String> parts = List.of(scope.split("/", -1));
    if (!names.include(parts.getFirst())) {
      return Optional.empty();
    }
    List<String> below = parts.subList(1, parts.size());
    boolean trailingSlash = !below.isEmpty() && below.getLast().isEmpty();
    return Optional.of(
        new Scope(List.copyOf(trailingSlash ? below.subList(0, below.size() - 1) : below)));
  }

  /** Whether it reaches no further than one device. */
  boolean isWithinOneDevice() {
    return segments.size() > Resource.DEVICE_ID && segments.getFirst().equalsIgnoreCase("devices");
  }

  /** The device it may mean: as it stands, or percent-encoded once more as some libraries do. */
  List<String> devices() {
    String stated = segments.get(Resource.DEVICE_ID);
    return Stream.of(stated, decoded(stated)).distinct().toList();
  }

  /**
   * Whether the resource lies within it.
   *
   * @param encodedId whether a device id may be percent-encoded once more, as some libraries write
   *     it. Only for tokens signed with that device's own key: for them it cannot mean another
   *     device
   */
  boolean covers(Resource resource, boolean encodedId) {
    List<String> wanted = resource.segments();
    if (segments.size() > wanted.size()) {
      return false;
    }
    boolean ofDevice = resource.namesDevice();
    for (int i = 0; i < segments.size(); i++) {
      boolean same =
          ofDevice && i == Resource.DEVICE_ID
              ? sameId(segments.get(i), wanted.get(i), encodedId)
              : segments.get(i).equalsIgnoreCase(wanted.get(i));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameId(String stated, String wanted, boolean encodedId) {
    return stated.equals(wanted) || (encodedId && wanted.equals(decoded(stated)));
  }

  private static String decoded(String id) {
    try {
      return PercentEncoding.decode(id);
    } catch (HubException e) {
      return id; // a lone percent sign is a legal character of an id
    }
  }
}
