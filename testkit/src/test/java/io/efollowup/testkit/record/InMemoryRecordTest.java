package io.efollowup.testkit.record;

import io.efollowup.record.ClinicalRecord;
import org.junit.jupiter.api.Nested;

class InMemoryRecordTest {
  @Nested
  class Readings extends AbstractReadingContract {
    @Override
    protected ClinicalRecord open() {
      return new InMemoryRecord();
    }
  }

  @Nested
  class Assignments extends AbstractAssignmentContract {
    @Override
    protected ClinicalRecord open() {
      return new InMemoryRecord();
    }
  }

  @Nested
  class Profiles extends AbstractProfileContract {
    @Override
    protected ClinicalRecord open() {
      return new InMemoryRecord();
    }
  }

  @Nested
  class Everything extends AbstractRecordContract {
    @Override
    protected ClinicalRecord open() {
      return new InMemoryRecord();
    }
  }
}
