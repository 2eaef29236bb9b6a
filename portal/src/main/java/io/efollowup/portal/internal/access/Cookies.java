package io.efollowup.portal.internal.access;

import io.efollowup.portal.internal.web.Reply;
import java.time.Duration;

/** The portal's cookies. */
public final class Cookies {
  /** Opens a session. The prefix makes browsers insist on HTTPS, this host and every path. */
  public static final String SESSION = "__Host-efollowup";

  /** Ties a form shown before sign-in to the browser it was shown in. */
  public static final String VISIT = "__Host-efollowup-visit";

  /** Chosen language. */
  public static final String LANGUAGE = "__Host-efollowup-language";

  /** Chosen unit. */
  public static final String UNIT = "__Host-efollowup-unit";

  private static final Duration A_YEAR = Duration.ofDays(365);

  private Cookies() {}

  /** Sets a cookie that lasts as long as the browser is open. */
  public static Reply set(Reply reply, String name, String value) {
    return reply.with(
        "set-cookie", name + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax");
  }

  /** Sets a cookie that remembers a choice. */
  public static Reply remember(Reply reply, String name, String value) {
    return reply.with(
        "set-cookie",
        name
            + "="
            + value
            + "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age="
            + A_YEAR.toSeconds());
  }

  public static Reply remove(Reply reply, String name) {
    return reply.with("set-cookie", name + "=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
  }
}
