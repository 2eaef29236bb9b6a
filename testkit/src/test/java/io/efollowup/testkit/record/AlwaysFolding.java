package io.efollowup.testkit.record;

import io.efollowup.record.RecordTransaction;
import io.efollowup.record.SqliteRecord;
import java.util.function.Function;

/** A record that folds its readings into blocks after every transaction. */
final class AlwaysFolding extends ForwardingRecord {
  private final SqliteRecord folded;

  AlwaysFolding(SqliteRecord folded) {
    super(folded);
    this.folded = folded;
  }

  @Override
  public <T> T write(Function<RecordTransaction, T> work) {
    T result = super.write(work);
    folded.compact();
    return result;
  }
}
