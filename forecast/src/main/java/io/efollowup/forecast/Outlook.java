package io.efollowup.forecast;

/** What can be said of a patient's next two hours: a prognosis, or why there is none. */
public sealed interface Outlook permits Prognosis, NoPrognosis {
  /** What it stands on. */
  Basis basis();
}
