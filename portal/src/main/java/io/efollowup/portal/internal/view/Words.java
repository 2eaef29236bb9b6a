package io.efollowup.portal.internal.view;

import io.efollowup.report.Language;
import io.efollowup.report.TermNames;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of the pages in one language. Immutable. */
public final class Words {
  /** Languages the portal speaks. */
  public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

  private static final String BUNDLE = "io.efollowup.portal.messages";
  private static final Words ENGLISH = new Words(Locale.ENGLISH);
  private static final Words CHINESE = new Words(Locale.CHINESE);

  private final Locale language;
  private final ResourceBundle bundle;

  private Words(Locale language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The words of a language; English for one the portal does not speak. */
  public static Words in(Locale language) {
    return language.getLanguage().equals("zh") ? CHINESE : ENGLISH;
  }

  public Locale language() {
    return language;
  }

  /** For {@code <html lang>}. */
  public String tag() {
    return language.getLanguage().equals("zh") ? "zh-CN" : "en";
  }

  /** The name of an activity or a medicine. */
  public String term(String term) {
    return TermNames.of(term, language.getLanguage().equals("zh") ? Language.ZH : Language.EN);
  }

  /** The sentence of a key. */
  public String say(String key) {
    return bundle.getString(key);
  }

  /** The sentence of a key, its places filled with texts that are formatted already. */
  public String say(String key, Object... texts) {
    return new MessageFormat(bundle.getString(key), language).format(texts);
  }
}
