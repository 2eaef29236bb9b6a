package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.access.Cookies;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import java.util.Optional;

/** {@code POST /preferences}: language and unit, kept by the browser. */
public final class Preferences {
  public Reply choose(Request request) {
    Reply reply = Reply.seeOther(SignInPages.ownPath(request.field("back")));
    Optional<String> language =
        request.field("language").filter(choice -> choice.equals("zh") || choice.equals("en"));
    if (language.isPresent()) {
      reply = Cookies.remember(reply, Cookies.LANGUAGE, language.get());
    }
    Optional<String> unit =
        request.field("unit").filter(choice -> Frames.unitOf(choice).isPresent());
    if (unit.isPresent()) {
      reply = Cookies.remember(reply, Cookies.UNIT, unit.get());
    }
    return reply;
  }
}
