package io.efollowup.portal.internal.api;

import io.efollowup.portal.internal.web.Endpoint;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /api/v1/openapi.json}: the description of the API, open to everybody. */
public final class OpenApi implements Endpoint {
  private static final String RESOURCE = "/io/efollowup/portal/openapi.json";

  @Override
  public Reply answer(Request request) {
    try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
      return Reply.json(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
