package io.efollowup.portal.internal.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Renders the templates, which were compiled with the module. */
public final class Templates {
  private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

  private Templates() {}

  public static String render(String name, Map<String, Object> parameters) {
    StringOutput output = new StringOutput(32 * 1024);
    ENGINE.render(name + ".jte", parameters, output);
    return output.toString();
  }
}
