package io.efollowup.telemetry;

import io.efollowup.telemetry.internal.JsonText;
import java.util.List;
import java.util.Optional;

/**
 * What a device is told, cloud to device, of the items that were refused: where they stood in its
 * message and why, never what they said.
 *
 * <pre>{@code
 * {"schema":"efollowup.refusals/1","message":"id the device gave",
 *  "refused":[{"item":"readings[3]","reason":"impossible-glucose"}]}
 * }</pre>
 *
 * Cloud-to-device messages are small, so at most {@link #MOST_LISTED} refusals are listed; {@code
 * "unlisted":n} then says how many more there are.
 */
public final class RefusalNotice {
  /** The schema of the notice. */
  public static final String SCHEMA = "efollowup.refusals/1";

  /** So many refusals fit into a cloud-to-device message of 64 KB. */
  public static final int MOST_LISTED = 500;

  private RefusalNotice() {}

  /**
   * The notice as JSON in UTF-8.
   *
   * @param messageId the id that the device gave its message, if it gave one
   */
  public static byte[] write(Optional<String> messageId, List<Refusal> refusals) {
    List<Refusal> listed = refusals.subList(0, Math.min(refusals.size(), MOST_LISTED));
    return JsonText.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", SCHEMA);
          if (messageId.isPresent()) {
            json.writeStringField("message", messageId.get());
          }
          json.writeArrayFieldStart("refused");
          for (Refusal refusal : listed) {
            json.writeStartObject();
            json.writeStringField("item", refusal.item());
            json.writeStringField("reason", refusal.reason().code());
            json.writeEndObject();
          }
          json.writeEndArray();
          if (listed.size() < refusals.size()) {
            json.writeNumberField("unlisted", refusals.size() - listed.size());
          }
          json.writeEndObject();
        });
  }
}
