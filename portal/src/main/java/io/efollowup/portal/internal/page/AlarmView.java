package io.efollowup.portal.internal.page;

/**
 * An alarm, ready to be shown.
 *
 * @param kind name of its kind, for the form
 * @param since milliseconds since the epoch, for the form
 * @param patientRef whose
 * @param patientId whose, as people see it
 */
public record AlarmView(
    String kind,
    long since,
    String zone,
    String name,
    String value,
    String when,
    boolean active,
    boolean acknowledged,
    String acknowledgement,
    String patientRef,
    String patientId) {}
