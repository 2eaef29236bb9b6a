package io.efollowup.portal.internal.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.portal.internal.access.Session;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Patient;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.Signature;
import io.efollowup.testkit.record.InMemoryRecord;
import io.efollowup.testkit.record.RecordSamples;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgrammeEntriesOrderTest {
  private static final OrganisationId HERE = OrganisationId.DEFAULT;
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final Patient ANNA = RecordSamples.patient(RecordSamples.ANNA);
  private static final LaboratoryEntry VALUE = RecordSamples.laboratory(1, NOW, 7.1);
  private static final Viewer VIEWER =
      new Viewer(new Session("key", "dr.li", HERE, NOW), RecordSamples.account(HERE, "dr.li"));

  private final InMemoryRecord record = new InMemoryRecord();

  @BeforeEach
  void addAnna() {
    record.write(
        tx -> {
          tx.addPatient(HERE, ANNA);
          return true;
        });
  }

  @Test
  void shouldKeepTheNameOfWhoWithdrewFirst() {
    var first = new ProgrammeEntries(record);
    assertThat(first.enter(VIEWER, ANNA, VALUE)).isTrue();
    String id = VALUE.id().toString();
    var second =
        new ProgrammeEntries(
            writing(
                work -> {
                  first.withdrawValue(VIEWER, ANNA, id, new Signature(NOW, "first"));
                  return record.write(work);
                }));

    assertThatThrownBy(() -> second.withdrawValue(VIEWER, ANNA, id, new Signature(NOW, "second")))
        .isInstanceOf(HttpProblem.class);

    assertThat(record.in(HERE).laboratory(ANNA.id()).getFirst().withdrawn())
        .hasValue(new Signature(NOW, "first"));
  }

  @Test
  void shouldChangeNothingThatCannotBeAudited() {
    var entries =
        new ProgrammeEntries(
            writing(work -> record.write(transaction -> work.apply(unaudited(transaction)))));

    assertThatThrownBy(() -> entries.enter(VIEWER, ANNA, VALUE))
        .isInstanceOf(IllegalStateException.class);

    assertThat(record.in(HERE).laboratory(ANNA.id())).isEmpty();
  }

  private ClinicalRecord writing(Function<Function<RecordTransaction, Object>, Object> write) {
    return replacing(
        ClinicalRecord.class,
        record,
        "write",
        argument -> {
          @SuppressWarnings("unchecked")
          var work = (Function<RecordTransaction, Object>) argument;
          return write.apply(work);
        });
  }

  private static RecordTransaction unaudited(RecordTransaction transaction) {
    return replacing(
        RecordTransaction.class,
        transaction,
        "audit",
        argument -> {
          throw new IllegalStateException("no room for an audit entry");
        });
  }

  private static <T> T replacing(
      Class<T> type, T behind, String name, Function<Object, Object> instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals(name)) {
                return instead.apply(arguments[0]);
              }
              try {
                return method.invoke(behind, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
