package io.efollowup.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.server.admin.Administration.AccountRequest;
import io.efollowup.testkit.record.InMemoryRecord;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountAdministrationTest {
  private final InMemoryRecord record = new InMemoryRecord();
  private final AccountAdministration accounts =
      new AccountAdministration(record, () -> Instant.parse("2026-06-01T09:00:00Z"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system",
        "System",
        "a2345678901234567890123456789012345678901234567890123456789012345"
      })
  void shouldRefuseNamesThatCannotSign(String name) {
    var request = new AccountRequest(name, "doctor", "long enough", "", "en");

    assertThatThrownBy(() -> accounts.create(request, Optional.empty()))
        .isInstanceOf(AdministrationProblem.class);
    assertThat(record.account("system")).isEmpty();
  }
}
