package io.efollowup.record.internal;

import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jdbi.v3.core.Handle;

/**
 * Removes the oldest rows of the first layer, as one range, after folding those of patients who
 * send too seldom to have filled their day.
 */
record RecentSweep(Handle handle) {
  /** Rows kept per patient, so that most days are folded by filling up before they are swept. */
  private static final int KEPT_PER_PATIENT = 48;

  private record Ids(long oldest, long newest) {}

  private record Day(PatientRow row, long day) {}

  /** How many rows may stay. */
  long kept() {
    return KEPT_PER_PATIENT
        * handle
            .createQuery("SELECT coalesce(max(number), 0) FROM patient")
            .mapTo(Long.class)
            .one();
  }

  /**
   * Sweeps.
   *
   * @param most how many rows to remove at most
   * @param kept how many of the newest to leave
   * @param fold folds a patient's day
   * @return how many rows were removed
   */
  long sweep(long most, long kept, ObjLongConsumer<PatientRow> fold) {
    Ids ids =
        handle
            .createQuery("SELECT coalesce(min(id), 1), coalesce(max(id), 0) FROM recent")
            .map((row, context) -> new Ids(row.getLong(1), row.getLong(2)))
            .one();
    long last = Math.min(ids.oldest() + most - 1, ids.newest() - kept);
    if (last < ids.oldest()) {
      return 0;
    }
    notFolded(last).forEach(each -> fold.accept(each.row(), each.day()));
    return handle.execute("DELETE FROM recent WHERE id <= ?", last);
  }

  private List<Day> notFolded(long last) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT o.name, p.pseudonym, p.number, p.organisation, r.day
            FROM recent r
            JOIN patient p ON p.number = r.patient AND p.organisation = r.organisation
            JOIN organisation o ON o.number = p.organisation
            LEFT JOIN block b ON b.id = (r.patient << :bits | (r.day + :bias))
            WHERE r.id <= :last AND r.id > coalesce(b.through, 0)
            """)
        .bind("bits", ReadingTable.DAY_BITS)
        .bind("bias", ReadingTable.DAY_BIAS)
        .bind("last", last)
        .map(
            (row, context) -> {
              var organisation = new OrganisationId(row.getString(1));
              var owner = new Owner(organisation, new PatientId(row.getString(2)));
              return new Day(new PatientRow(row.getLong(3), row.getLong(4), owner), row.getLong(5));
            })
        .list();
  }
}
