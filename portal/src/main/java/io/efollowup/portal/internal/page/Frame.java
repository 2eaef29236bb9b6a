package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.portal.internal.view.Words;

/**
 * What every page shows around its content.
 *
 * @param title of the window; without a pseudonym, for histories keep it
 * @param csrf token for the page's forms
 * @param account sign-in name; empty when nobody is signed in
 * @param clinical whether the account sees clinical data
 * @param manyPatients whether it sees more than its own record
 * @param section which entry of the navigation is current
 * @param path this page's own path and query, to come back to
 * @param since number of the newest change this page may show
 * @param alarms active alarms nobody took note of
 */
public record Frame(
    Words words,
    GlucoseUnit unit,
    String title,
    String csrf,
    String account,
    boolean clinical,
    boolean manyPatients,
    String section,
    String path,
    long since,
    int alarms,
    Assets assets) {

  public String say(String key) {
    return words.say(key);
  }

  public String say(String key, Object... texts) {
    return words.say(key, texts);
  }

  public String href(String asset) {
    return assets.href(asset);
  }

  public boolean signedIn() {
    return !account.isEmpty();
  }

  public boolean isMmol() {
    return unit == GlucoseUnit.MMOL_L;
  }
}
