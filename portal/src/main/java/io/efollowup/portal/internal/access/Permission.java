package io.efollowup.portal.internal.access;

/** What the portal asks about before it shows or does something. */
public enum Permission {
  /** The patients of the organisation, or of the account, as a list. */
  LIST_PATIENTS,
  /** A patient's record. */
  VIEW_PATIENT,
  /** Taking note of an alarm. */
  ACKNOWLEDGE_ALARM,
  /** A patient's record as a document. */
  DOWNLOAD_REPORT,
  /** Entering and withdrawing laboratory values and goals. */
  KEEP_PROGRAMME,
  /** Changing what is known of a patient and what they are judged by. */
  CHANGE_PROFILE
}
