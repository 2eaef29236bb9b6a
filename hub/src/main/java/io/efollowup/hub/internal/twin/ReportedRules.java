package io.efollowup.hub.internal.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.ReportedAllowList;
import io.efollowup.hub.internal.Json;

/** What a device may say of itself. Refusals say what is allowed, never what was sent. */
public record ReportedRules(ReportedAllowList allowed) {
  /**
   * Reads a patch; one that holds a name that is not allowed is refused whole.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST}, {@link HubError#REPORTED_REFUSED},
   *     {@link HubError#TWIN_TOO_LARGE}
   */
  public ObjectNode requirePatch(byte[] json) {
    ObjectNode patch = TwinLimits.requirePatch(Json.readObject(json));
    if (!patch.properties().stream().allMatch(property -> allowed.allows(property.getKey()))) {
      throw new HubException(
          HubError.REPORTED_REFUSED,
          "A device reports only these properties: " + String.join(", ", allowed.names()) + ".");
    }
    return patch;
  }

  /** Refuses what has grown too large through a patch. */
  public void requireSizes(TwinSection reported, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            property -> {
              if (TwinLimits.size(reported.values().path(property.getKey()))
                  > allowed.maxBytesEach()) {
                throw new HubException(
                    HubError.REPORTED_REFUSED,
                    "A reported property has at most %d bytes as compact JSON."
                        .formatted(allowed.maxBytesEach()));
              }
            });
    TwinLimits.requireProperties(reported.values());
  }
}
