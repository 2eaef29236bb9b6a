package io.efollowup.portal.internal.access;

import io.efollowup.record.OrganisationId;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The names patients have in page addresses: keyed digests of the pseudonym, so that addresses in
 * histories, proxies and logs say nothing. Safe for use by several threads.
 */
public final class PatientRefs {
  private static final int BYTES = 15;
  private static final int MOST_REMEMBERED = 200_000;

  private record Place(OrganisationId organisation, String ref) {}

  private final byte[] key;
  private final Map<Place, PatientId> remembered = new ConcurrentHashMap<>();

  public PatientRefs(byte[] key) {
    this.key = key.clone();
  }

  /**
   * The reference of a patient, the same as long as the installation has its key: 20 characters.
   */
  public String of(OrganisationId organisation, PatientId patient) {
    String ref = Secrets.keyedDigest(key, organisation.value() + "|" + patient.value(), BYTES);
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.putIfAbsent(new Place(organisation, ref), patient);
    return ref;
  }

  /**
   * The patient of this organisation with a reference.
   *
   * @param patients the organisation's patients, asked for when the reference is not remembered
   */
  public Optional<PatientId> find(
      OrganisationId organisation, String ref, Supplier<List<Patient>> patients) {
    PatientId known = remembered.get(new Place(organisation, ref));
    if (known != null) {
      return Optional.of(known);
    }
    return patients.get().stream()
        .map(Patient::id)
        .filter(patient -> of(organisation, patient).equals(ref))
        .findFirst();
  }
}
