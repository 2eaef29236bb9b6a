package io.efollowup.portal.internal.access;

import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.RecordTransaction;
import io.efollowup.testkit.record.ForwardingRecord;
import java.util.Optional;
import java.util.function.Function;

/**
 * A record in which somebody else's transaction runs right before the next one of its user: after
 * all that the user has read before it.
 */
final class OvertakenRecord extends ForwardingRecord {
  private Optional<Function<RecordTransaction, ?>> first = Optional.empty();

  OvertakenRecord(ClinicalRecord record) {
    super(record);
  }

  /** What somebody else does before the next transaction. */
  void overtakeWith(Function<RecordTransaction, ?> work) {
    first = Optional.of(work);
  }

  @Override
  public <T> T write(Function<RecordTransaction, T> work) {
    Optional<Function<RecordTransaction, ?>> other = first;
    first = Optional.empty();
    other.ifPresent(super::write);
    return super.write(work);
  }
}
