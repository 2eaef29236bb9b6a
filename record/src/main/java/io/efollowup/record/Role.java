package io.efollowup.record;

/** What an account may do. */
public enum Role {
  /** Runs the installation; sees no clinical data. */
  OPERATOR,
  /** Manages accounts, keys and audit; sees no clinical data. */
  SECURITY_OFFICER,
  DOCTOR,
  NURSE,
  /** Sees only their own record. */
  PATIENT,
  /** Sees only the records shared with them. */
  FOLLOWER,
  /** Sees pooled figures. */
  ANALYST
}
