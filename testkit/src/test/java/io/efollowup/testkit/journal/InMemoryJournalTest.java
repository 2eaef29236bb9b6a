package io.efollowup.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.journal.InMemoryJournal;
import io.efollowup.journal.Journal;
import io.efollowup.journal.JournalEntry;
import io.efollowup.journal.JournalUnavailableException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class InMemoryJournalTest extends JournalContract {
  @Override
  protected Journal create() {
    return new InMemoryJournal(50);
  }

  @Test
  void shouldFailAppendsOnDemandAndRecover() {
    try (InMemoryJournal journal = new InMemoryJournal()) {
      journal.fail("The disk is full.");
      assertThatThrownBy(() -> journal.append(JournalEntry.tick(Instant.EPOCH)).get())
          .hasCauseInstanceOf(JournalUnavailableException.class);
      assertThat(journal.fault()).contains("The disk is full.");
      assertThat(journal.end()).isZero();

      journal.recover();
      assertThat(journal.append(JournalEntry.tick(Instant.EPOCH)).join()).isZero();
    }
  }
}
