package io.efollowup.testkit.record;

import io.efollowup.record.Account;
import io.efollowup.record.Assignment;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.DeviceTimeline;
import io.efollowup.record.HeldReading;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordStatus;
import io.efollowup.record.RecordTransaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A clinical record in memory that keeps the whole contract, transactions and snapshots included;
 * only durability it has none.
 */
public final class InMemoryRecord implements ClinicalRecord {
  private final ReentrantLock writing = new ReentrantLock(true);
  private volatile MemoryState committed = new MemoryState();
  private volatile boolean closed;

  /** What was committed last; never changed again. */
  MemoryState snapshot() {
    if (closed) {
      throw new IllegalStateException("the record is closed");
    }
    return committed;
  }

  @Override
  public OrganisationRecord in(OrganisationId organisation) {
    return new MemoryOrganisation(this, organisation);
  }

  @Override
  public List<OrganisationId> organisations() {
    return snapshot().organisations.stream()
        .sorted(Comparator.comparing(OrganisationId::value))
        .toList();
  }

  @Override
  public Optional<Account> account(String name) {
    return Optional.ofNullable(snapshot().accounts.get(name));
  }

  @Override
  public Optional<Assignment> assignmentAt(String device, Instant at) {
    return snapshot().timeline(device).at(at);
  }

  @Override
  public Optional<byte[]> monitorState(OrganisationId organisation, PatientId patient) {
    return snapshot()
        .patient(organisation, patient)
        .flatMap(found -> Optional.ofNullable(found.monitorState))
        .map(byte[]::clone);
  }

  @Override
  public List<Assignment> currentAssignments(Instant at) {
    return snapshot().timelines.values().stream()
        .map(DeviceTimeline::assignments)
        .flatMap(List::stream)
        .filter(each -> each.covers(at))
        .toList();
  }

  @Override
  public long monitorPosition() {
    return snapshot().position;
  }

  @Override
  public List<HeldReading> held(String device, int limit) {
    return snapshot().held.stream()
        .filter(each -> each.device().equals(device))
        .sorted(Comparator.comparing(HeldReading::at).thenComparing(HeldReading::receivedAt))
        .limit(limit)
        .toList();
  }

  @Override
  public RecordStatus status() {
    return snapshot().status();
  }

  @Override
  public <T> T write(Function<RecordTransaction, T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction is already running on this thread");
    }
    writing.lock();
    try {
      MemoryState draft = snapshot().copy();
      var transaction = new MemoryTransaction(draft);
      try {
        T result = work.apply(transaction);
        committed = draft;
        return result;
      } finally {
        transaction.end();
      }
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
