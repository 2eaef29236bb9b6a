package io.efollowup.record;

/**
 * An organisation: a clinic or a company. Everything in the record belongs to exactly one.
 *
 * @param value 1 to 64 characters of {@code a-z 0-9 -}
 */
public record OrganisationId(String value) {
  /** The organisation of an installation that has only one. */
  public static final OrganisationId DEFAULT = new OrganisationId("default");

  public OrganisationId {
    if (!value.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException(
          "an organisation id has 1 to 64 characters of a-z, 0-9 and -");
    }
  }
}
