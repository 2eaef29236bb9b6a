package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that had messages waiting before there were alarms, feedback and dead letters. */
class QueueMigrationTest {
  private static final String FIRST_VERSION = "/db/hub/V1__identities_policies_messages.sql";

  @TempDir Path directory;

  @Test
  void shouldDeliverWhatWasQueuedBefore() throws IOException {
    ManualClock clock = new ManualClock();
    try (HubStore store = HubStore.open(directory, RunningHub.key())) {
      String script = firstVersion();
      store.write(handle -> takeBack(handle, script));
      store.write(handle -> queueOne(handle, clock.instant().toEpochMilli()));
    }

    try (HubStore store = HubStore.open(directory, RunningHub.key())) {
      CloudToDeviceQueue queue = new CloudToDeviceQueue(store, clock, new SimpleMeterRegistry());
      LockedMessage message = queue.receive("a").orElseThrow();
      assertThat(message.deliveryCount()).isEqualTo(2);
      assertThat(message.message().system()).isEqualTo(SystemProperties.ofMessageId("old"));
      assertThat(message.message().alarm()).isEmpty();
      queue.complete("a", message.lockToken());
      assertThat(queue.feedback().receive().orElseThrow().records())
          .extracting(FeedbackRecord::originalMessageId)
          .containsExactly("old");
    }
  }

  /** Makes the store what it was when only the first script existed. */
  private static int takeBack(Handle handle, String script) {
    List<String> tables =
        handle
            .createQuery(
                """
                select name from sqlite_master where type = 'table'
                and name not like 'sqlite%' and name not like 'flyway%'
                """)
            .mapTo(String.class)
            .list();
    tables.forEach(table -> handle.execute("drop table " + table));
    for (String statement : script.split(";")) {
      if (!statement.isBlank()) {
        handle.execute(statement);
      }
    }
    handle.execute("pragma user_version = 0");
    return handle.execute("delete from flyway_schema_history where version <> '1'");
  }

  private static int queueOne(Handle handle, long now) {
    handle.execute("insert into device values ('a', 'g', 'e', 1, '', x'00', x'00', 0, 0)");
    return handle.execute(
        """
        insert into cloud_to_device_message (device, message_id, properties, body, feedback,
          enqueued_at, expires_at, delivery_count)
        values ('a', 'old', '{"k":"v"}', x'01', 'FULL', ?, ?, 2)
        """,
        now,
        now + 60_000);
  }

  private static String firstVersion() throws IOException {
    try (InputStream script = QueueMigrationTest.class.getResourceAsStream(FIRST_VERSION)) {
      return new String(script.readAllBytes(), UTF_8);
    }
  }
}
