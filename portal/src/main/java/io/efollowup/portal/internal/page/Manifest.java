package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.web.Endpoint;
import io.efollowup.portal.internal.web.Json;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import java.util.List;
import java.util.Map;

/** {@code GET /manifest.webmanifest}: what makes the portal installable. */
public final class Manifest implements Endpoint {
  private final byte[] json;

  public Manifest(Assets assets) {
    this.json =
        Json.bytes(
            Map.of(
                "name", "E-Followup",
                "short_name", "E-Followup",
                "start_url", "/",
                "scope", "/",
                "display", "standalone",
                "background_color", "#FBFBFA",
                "theme_color", "#FBFBFA",
                "icons",
                    List.of(
                        Map.of(
                            "src", assets.href("icon.svg"),
                            "type", "image/svg+xml",
                            "sizes", "any",
                            "purpose", "any maskable"))));
  }

  @Override
  public Reply answer(Request request) {
    return Reply.of(200, "application/manifest+json", json);
  }
}
