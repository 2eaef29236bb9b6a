package io.efollowup.portal.internal.access;

import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may do what: the one table. What is not in it is refused. */
public final class Permissions {
  private static final Map<Role, Set<Permission>> TABLE = new EnumMap<>(Role.class);

  static {
    TABLE.put(Role.DOCTOR, EnumSet.allOf(Permission.class));
    TABLE.put(Role.NURSE, EnumSet.allOf(Permission.class));
    TABLE.put(
        Role.PATIENT,
        EnumSet.of(Permission.LIST_PATIENTS, Permission.VIEW_PATIENT, Permission.DOWNLOAD_REPORT));
  }

  private Permissions() {}

  /** Whether a role may do this at all. */
  public static boolean allows(Role role, Permission permission) {
    return TABLE.getOrDefault(role, Set.of()).contains(permission);
  }

  /**
   * Whether an account may see this patient of its own organisation.
   *
   * @param own the pseudonym of a PATIENT account
   */
  public static boolean reaches(Role role, Optional<PatientId> own, PatientId patient) {
    return switch (role) {
      case DOCTOR, NURSE -> true;
      case PATIENT -> own.filter(patient::equals).isPresent();
      case OPERATOR, SECURITY_OFFICER, FOLLOWER, ANALYST -> false;
    };
  }
}
